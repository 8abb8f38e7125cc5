package dev.trammel.controller.linalg;

/**
 * Which entries of a product are wanted, and of how many terms each is the sum. Immutable.
 */
public final class Shape {

  final int firstRow;
  final int endRow;
  final int endColumn;
  final int inner;
  private final boolean lower;

  private Shape(int firstRow, int endRow, int endColumn, int inner, boolean lower) {
    Require.atLeast(firstRow, 0, "first row");
    Require.atLeast(endRow, firstRow, "end of rows");
    Require.atLeast(endColumn, 0, "columns");
    Require.atLeast(inner, 0, "inner size");
    this.firstRow = firstRow;
    this.endRow = endRow;
    this.endColumn = endColumn;
    this.inner = inner;
    this.lower = lower;
  }

  /** All of rows × columns. */
  public static Shape full(int rows, int columns, int inner) {
    return new Shape(0, rows, columns, inner, false);
  }

  /** The lower triangle of size × size, diagonal included. */
  public static Shape lower(int size, int inner) {
    return new Shape(0, size, size, inner, true);
  }

  /** The first columns of rows from … end−1 of a larger matrix. */
  public static Shape rows(int firstRow, int endRow, int columns, int inner) {
    return new Shape(firstRow, endRow, columns, inner, false);
  }

  /** One past the last column that is wanted of a row. */
  int endColumn(int row) {
    return lower ? row + 1 : endColumn;
  }
}

package dev.trammel.controller.linalg;

/**
 * Which entries of a product are wanted, and of how many terms each is the sum. Immutable.
 */
public final class Shape {

  final int firstRow;
  final int endRow;
  final int firstColumn;
  final int endColumn;
  final int inner;
  private final boolean lower;

  private Shape(
      int firstRow, int endRow, int firstColumn, int endColumn, int inner, boolean lower) {
    Require.atLeast(firstRow, 0, "first row");
    Require.atLeast(endRow, firstRow, "end of rows");
    Require.atLeast(firstColumn, 0, "first column");
    Require.atLeast(endColumn, firstColumn, "end of columns");
    Require.atLeast(inner, 0, "inner size");
    this.firstRow = firstRow;
    this.endRow = endRow;
    this.firstColumn = firstColumn;
    this.endColumn = endColumn;
    this.inner = inner;
    this.lower = lower;
  }

  /** All of rows × columns. */
  public static Shape full(int rows, int columns, int inner) {
    return new Shape(0, rows, 0, columns, inner, false);
  }

  /** The lower triangle of size × size, diagonal included. */
  public static Shape lower(int size, int inner) {
    return new Shape(0, size, 0, size, inner, true);
  }

  /** Rows from … end−1 and columns from … end−1 of a larger matrix. */
  public static Shape block(int firstRow, int endRow, int firstColumn, int endColumn, int inner) {
    return new Shape(firstRow, endRow, firstColumn, endColumn, inner, false);
  }

  /** One past the last column that is wanted of a row. */
  int endColumn(int row) {
    return lower ? row + 1 : endColumn;
  }
}

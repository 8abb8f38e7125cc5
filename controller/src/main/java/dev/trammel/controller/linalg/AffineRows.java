package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/** Mz + c in the kernels' layout: one padded array per row. Mutable workspace. */
public final class AffineRows {

  /** r×d; after {@link #set}, a column of padding, if there is any, holds the offset too. */
  public final double[][] matrix;

  /** d×r, the transpose as of {@link #set}: kernels read a column of the matrix as a row of it. */
  public final double[][] transposed;

  /** r. */
  public final double[] offset;

  public AffineRows(int rows, int columns) {
    matrix = Rows.padded(rows, columns);
    transposed = Rows.padded(columns, rows);
    offset = Rows.padded(rows);
  }

  /** Takes over a map; the arguments are not modified. */
  public void set(DMatrixRMaj matrix, DMatrixRMaj offset) {
    Rows.copy(matrix, this.matrix);
    Rows.transpose(this.matrix, transposed);
    Rows.copy(offset, this.offset);
    if (offsetRides(matrix.numCols)) {
      for (int i = 0; i < matrix.numRows; i++) {
        this.matrix[i][matrix.numCols] = this.offset[i];
      }
    }
  }

  /** Whether rows of so many columns have padding for the offset. */
  static boolean offsetRides(int columns) {
    return Rows.paddedLength(columns) > columns;
  }
}

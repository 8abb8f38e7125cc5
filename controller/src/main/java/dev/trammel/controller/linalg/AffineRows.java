package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/** Mz + c in the kernels' layout: one array per row. Mutable workspace. */
public final class AffineRows {

  /** r×d. */
  public final double[][] matrix;

  /** d×r, the same numbers: kernels read a column of the matrix as a row of this. */
  public final double[][] transposed;

  /** r. */
  public final double[] offset;

  public AffineRows(int rows, int columns) {
    matrix = new double[rows][columns];
    transposed = new double[columns][rows];
    offset = new double[rows];
  }

  /** Takes over a map; the arguments are not modified. */
  public void set(DMatrixRMaj matrix, DMatrixRMaj offset) {
    Rows.copy(matrix, this.matrix);
    Rows.transpose(this.matrix, transposed);
    Rows.copy(offset, this.offset);
  }
}

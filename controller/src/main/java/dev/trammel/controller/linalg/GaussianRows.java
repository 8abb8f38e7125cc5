package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/** A normal distribution in the kernels' layout: one padded array per row. Mutable workspace. */
public final class GaussianRows {

  /** d. */
  public final double[] mean;

  /** d×d, both triangles. */
  public final double[][] covariance;

  public GaussianRows(int size) {
    mean = Rows.padded(size);
    covariance = Rows.padded(size, size);
  }

  /** Takes over a distribution; the arguments are not modified. */
  public void set(DMatrixRMaj mean, DMatrixRMaj covariance) {
    Rows.copy(mean, this.mean);
    Rows.copy(covariance, this.covariance);
  }
}

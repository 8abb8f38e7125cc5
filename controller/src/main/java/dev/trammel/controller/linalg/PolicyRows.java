package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/** A policy u ~ N(Kx + k, C) to measure others against, in the kernels' layout. Mutable. */
public final class PolicyRows {

  /** K, k. */
  public final AffineRows mean;

  /** C⁻¹, m×m. */
  public final double[][] precision;

  private final double[] scratch;

  /** log det C. */
  public double logDetCovariance;

  public PolicyRows(int stateSize, int inputSize) {
    mean = new AffineRows(inputSize, stateSize);
    scratch = new double[inputSize];
    precision = Rows.padded(inputSize, inputSize);
  }

  /**
   * Takes over a policy; the arguments are not modified.
   *
   * @return false if the covariance is not positive definite
   */
  public boolean set(DMatrixRMaj gain, DMatrixRMaj offset, DMatrixRMaj covariance) {
    mean.set(gain, offset);
    Rows.copy(covariance, precision);
    logDetCovariance = -SymmetricInverse.invert(precision, scratch);
    return !Double.isNaN(logDetCovariance);
  }
}

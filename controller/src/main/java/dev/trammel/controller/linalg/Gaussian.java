package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/** A normal distribution N(mean, covariance) of d variables. Immutable. */
public final class Gaussian {

  private final DMatrixRMaj mean;
  private final DMatrixRMaj covariance;

  /**
   * Keeps copies.
   *
   * @param mean d×1; not modified
   * @param covariance d×d, symmetric; not modified
   */
  public Gaussian(DMatrixRMaj mean, DMatrixRMaj covariance) {
    Require.shape(mean, mean.numRows, 1, "mean");
    Require.shape(covariance, mean.numRows, mean.numRows, "covariance");
    this.mean = Require.finite(mean, "mean").copy();
    this.covariance = Require.finite(covariance, "covariance").copy();
  }

  public int size() {
    return mean.numRows;
  }

  /** A copy, d×1. */
  public DMatrixRMaj mean() {
    return mean.copy();
  }

  /** A copy, d×d. */
  public DMatrixRMaj covariance() {
    return covariance.copy();
  }
}

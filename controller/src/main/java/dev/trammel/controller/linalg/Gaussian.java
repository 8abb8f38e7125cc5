package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

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

  /**
   * The expectation of a quadratic, ½ tr CΣ + ½ μᵀCμ + cᵀμ.
   *
   * @param C d×d; not modified
   * @param c d×1; not modified
   */
  public double expectation(DMatrixRMaj C, DMatrixRMaj c) {
    double trace = 0;
    for (int i = 0; i < C.getNumElements(); i++) {
      trace += C.data[i] * covariance.data[i];
    }
    return VectorVectorMult_DDRM.innerProd(c, mean)
        + 0.5 * VectorVectorMult_DDRM.innerProdA(mean, C, mean)
        + 0.5 * trace;
  }

  /**
   * Logarithm of the density at a point [nat].
   *
   * @param point d×1; not modified
   * @throws ArithmeticException if the covariance is not positive definite
   */
  public double logDensity(DMatrixRMaj point) {
    Require.shape(point, size(), 1, "point");
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(size(), true);
    if (!cholesky.decompose(covariance.copy())) {
      throw new ArithmeticException("a density needs a positive definite covariance");
    }
    DMatrixRMaj L = cholesky.getT(null);
    // ½ |L⁻¹ (x − μ)|² + Σ log Lᵢᵢ
    double[] z = new double[size()];
    double total = 0.5 * size() * StrictMath.log(2 * Math.PI);
    for (int i = 0; i < z.length; i++) {
      z[i] = point.get(i) - mean.get(i);
      for (int j = 0; j < i; j++) {
        z[i] -= L.get(i, j) * z[j];
      }
      z[i] /= L.get(i, i);
      total += 0.5 * z[i] * z[i] + StrictMath.log(L.get(i, i));
    }
    return -total;
  }

  /**
   * The distribution of the later variables where the first ones are given.
   *
   * @param given number of first variables, 1 … d−1, whose covariance is positive definite
   */
  public Conditional givenFirst(int given) {
    int d = size();
    Require.inRange(given, 1, d - 1, "number of given variables");
    DMatrixRMaj Szz = CommonOps_DDRM.extract(covariance, 0, given, 0, given);
    DMatrixRMaj Szy = CommonOps_DDRM.extract(covariance, 0, given, given, d);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(given);
    if (!solver.setA(Szz)) {
      throw new ArithmeticException(
          "conditioning needs a positive definite covariance of the first " + given + " variables");
    }
    // Gᵀ = Szz⁻¹ Szy,   g = μy − G μz,   C = Syy − G Szy
    DMatrixRMaj transposed = new DMatrixRMaj(given, d - given);
    solver.solve(Szy.copy(), transposed);
    DMatrixRMaj gain = CommonOps_DDRM.transpose(transposed, null);
    DMatrixRMaj offset = CommonOps_DDRM.extract(mean, given, d, 0, 1);
    CommonOps_DDRM.multAdd(-1, gain, CommonOps_DDRM.extract(mean, 0, given, 0, 1), offset);
    DMatrixRMaj noise = CommonOps_DDRM.extract(covariance, given, d, given, d);
    CommonOps_DDRM.multAdd(-1, gain, Szy, noise);
    return new Conditional(gain, offset, noise);
  }

  /**
   * y = G z + g + noise.
   *
   * @param gain G
   * @param offset g, a column
   * @param covariance of the noise, symmetric ≥ 0
   */
  public record Conditional(DMatrixRMaj gain, DMatrixRMaj offset, DMatrixRMaj covariance) {}
}

package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Draws the disturbances by which a controller explores: w_t = L_t ξ_t with L_t L_tᵀ = C_t, where ξ
 * is standard normal, and smooth in time if asked.
 *
 * @param smoothing standard deviation of the Gaussian window over steps that ξ is averaged with,
 *     scaled back to unit variance; 0 for white noise [steps]
 */
record Exploration(double smoothing) {

  Exploration {
    Require.nonNegative(smoothing, "noise smoothing");
  }

  /** T disturbances, m×1 each. */
  DMatrixRMaj[] draw(LinearGaussianController controller, SplittableRandom random) {
    return draw(controller.steps(), controller::covariance, random);
  }

  /**
   * T disturbances, m×1 each.
   *
   * @param steps T
   * @param covariances of each step, m×m
   */
  DMatrixRMaj[] draw(int steps, IntFunction<DMatrixRMaj> covariances, SplittableRandom random) {
    int m = covariances.apply(0).numRows;
    double[][] normals = new double[steps][m];
    for (double[] row : normals) {
      for (int i = 0; i < m; i++) {
        row[i] = StandardNormal.draw(random);
      }
    }
    double[][] smooth = smoothing > 0 ? smoothed(normals) : normals;
    DMatrixRMaj[] disturbances = new DMatrixRMaj[smooth.length];
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(m, true);
    for (int t = 0; t < smooth.length; t++) {
      disturbances[t] = new DMatrixRMaj(m, 1);
      if (!cholesky.decompose(covariances.apply(t))) {
        throw new IllegalArgumentException(
            "the controller's covariance must be positive definite, was not at step " + t);
      }
      CommonOps_DDRM.mult(cholesky.getT(null), DMatrixRMaj.wrap(m, 1, smooth[t]), disturbances[t]);
    }
    return disturbances;
  }

  private double[][] smoothed(double[][] normals) {
    int reach = (int) Math.ceil(3 * smoothing);
    double[][] smooth = new double[normals.length][normals[0].length];
    for (int t = 0; t < normals.length; t++) {
      double squares = 0;
      for (int s = Math.max(0, t - reach); s <= Math.min(normals.length - 1, t + reach); s++) {
        double distance = (s - t) / smoothing;
        double weight = StrictMath.exp(-0.5 * distance * distance);
        squares += weight * weight;
        for (int i = 0; i < smooth[t].length; i++) {
          smooth[t][i] += weight * normals[s][i];
        }
      }
      for (int i = 0; i < smooth[t].length; i++) {
        smooth[t][i] /= Math.sqrt(squares);
      }
    }
    return smooth;
  }
}

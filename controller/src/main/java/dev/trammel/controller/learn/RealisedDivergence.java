package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The divergence of a controller from another over the states that episodes really visited: an
 * estimate of what the model's divergence promised.
 *
 * <pre>  Σₜ KL( N(Kx+k, C) ‖ N(K₀x+k₀, C₀) )  at the states of one episode</pre>
 */
final class RealisedDivergence {

  private RealisedDivergence() {}

  /**
   * Mean and standard error over episodes [nat].
   *
   * @param episodes under {@code controller}
   * @param other the controller it came from
   */
  static Estimate of(
      Iterable<Trajectory> episodes,
      LinearGaussianController controller,
      LinearGaussianController other) {
    List<Double> sums = new ArrayList<>();
    for (Trajectory episode : episodes) {
      double sum = 0;
      for (int t = 0; t < episode.steps(); t++) {
        sum += at(episode, t, controller, other);
      }
      sums.add(sum);
    }
    return Estimate.of(sums.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double at(
      Trajectory episode,
      int t,
      LinearGaussianController controller,
      LinearGaussianController other) {
    int m = controller.inputSize();
    DMatrixRMaj x = new DMatrixRMaj(controller.stateSize(), 1);
    for (int i = 0; i < x.numRows; i++) {
      x.data[i] = episode.state(t, i);
    }
    // d = (K − K₀)x + k − k₀
    DMatrixRMaj d = controller.offset(t);
    CommonOps_DDRM.subtractEquals(d, other.offset(t));
    CommonOps_DDRM.multAdd(controller.gain(t), x, d);
    CommonOps_DDRM.multAdd(-1, other.gain(t), x, d);
    DMatrixRMaj C = controller.covariance(t);
    DMatrixRMaj C0 = other.covariance(t);
    double logRatio = logDet(C0, "the other controller's", t) - logDet(C, "the controller's", t);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(m);
    solver.setA(C0);
    DMatrixRMaj scaled = new DMatrixRMaj(m, m);
    solver.solve(C, scaled);
    DMatrixRMaj weighted = new DMatrixRMaj(m, 1);
    solver.solve(d.copy(), weighted);
    return 0.5 * (CommonOps_DDRM.trace(scaled) + CommonOps_DDRM.dot(d, weighted) - m + logRatio);
  }

  /** log det C = 2 Σ log Lᵢᵢ, C = LLᵀ: a determinant itself can leave the range of numbers. */
  private static double logDet(DMatrixRMaj C, String whose, int t) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(C.numRows, true);
    if (!cholesky.decompose(C.copy())) {
      throw new IllegalArgumentException(
          whose + " covariance must be positive definite, was not at step " + t);
    }
    DMatrixRMaj L = cholesky.getT(null);
    double sum = 0;
    for (int i = 0; i < L.numRows; i++) {
      sum += 2 * StrictMath.log(L.get(i, i));
    }
    return sum;
  }
}

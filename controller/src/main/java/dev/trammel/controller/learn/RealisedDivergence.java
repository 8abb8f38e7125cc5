package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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
    DMatrixRMaj x = new DMatrixRMaj(controller.stateSize(), 1);
    episode.copyState(t, x.data, 0);
    return new ActionDivergence(controller.covariance(t), other.covariance(t), t)
        .at(action(controller, t, x), action(other, t, x));
  }

  /** Kx + k. */
  private static DMatrixRMaj action(LinearGaussianController controller, int t, DMatrixRMaj x) {
    DMatrixRMaj action = controller.offset(t);
    CommonOps_DDRM.multAdd(controller.gain(t), x, action);
    return action;
  }
}

package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Where a local controller's states were expected, step by step. Not thread-safe. */
public final class StateTube {

  private final DMatrixRMaj[] means;
  private final DMatrixRMaj[] covariances;
  private final InnovationGuard guard;
  private final DMatrixRMaj distance;

  /**
   * About the states of a distribution.
   *
   * @param noise n×n, of the states as they are seen; not modified
   * @param settings how far out is beyond; the window has no say
   */
  public StateTube(TrajectoryDistribution expected, DMatrixRMaj noise, GuardSettings settings) {
    int steps = expected.steps();
    means = new DMatrixRMaj[steps + 1];
    covariances = new DMatrixRMaj[steps + 1];
    Arrays.setAll(means, t -> expected.state(t).mean());
    for (int t = 0; t <= steps; t++) {
      covariances[t] = expected.state(t).covariance();
      CommonOps_DDRM.addEquals(covariances[t], noise);
    }
    int n = means[0].numRows;
    guard = new InnovationGuard(n, settings.withWindow(1));
    distance = new DMatrixRMaj(n, 1);
  }

  /**
   * Whether a state is known to be inside: not so much farther out than expected that it is beyond.
   * None is that is not a number, or of which no distance can be told.
   *
   * @param t at least 0; from T on the last one's
   * @param x n×1; not modified
   */
  @RealTime
  public boolean contains(int t, DMatrixRMaj x) {
    int at = Math.min(t, means.length - 1);
    for (int i = 0; i < distance.numRows; i++) {
      distance.data[i] = x.data[i] - means[at].data[i];
    }
    guard.reset();
    return guard.observe(distance, covariances[at]) != GuardVerdict.BEYOND && guard.hasSeen();
  }
}

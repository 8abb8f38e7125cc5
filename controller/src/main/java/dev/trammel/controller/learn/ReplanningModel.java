package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.mpc.HorizonModel;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** What is known of the body in one condition, to plan on in every control cycle. For one thread. */
public interface ReplanningModel {

  /** Wherever a plan goes; the same one at each call. */
  HorizonModel horizon();

  /** Along the plan that an episode begins with: what to expect after a horizon. */
  LinearGaussianDynamics alongPlan();

  /**
   * Episodes of the condition near the plan, that say how far states and inputs spread and how much
   * the model misses while nothing has changed; none if it cannot be corrected in an episode.
   */
  default Optional<TrajectoryBatch> episodes() {
    return Optional.empty();
  }

  /**
   * The covariance of what the model misses while nothing has changed.
   *
   * @param episodes the model's
   * @return one for each step, or one for all
   */
  default DMatrixRMaj[] noise(TrajectoryBatch episodes) {
    return new DMatrixRMaj[] {ResidualMoments.of(horizon(), episodes)};
  }

  /**
   * A model whose slopes differ less from step to step, below a correction that is the same for all.
   *
   * @param halfWidth steps on either side that are averaged
   */
  default ReplanningModel smoothed(int halfWidth) {
    return this;
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.dynamics.SmoothedSlopes;
import dev.trammel.controller.mpc.FittedHorizon;
import dev.trammel.controller.mpc.HorizonModel;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A linear-Gaussian model for each step of an episode, the same wherever a plan goes.
 *
 * @param batch the episodes that it was fitted to
 */
record FittedReplanning(
    LinearGaussianDynamics alongPlan, HorizonModel horizon, TrajectoryBatch batch)
    implements ReplanningModel {

  FittedReplanning(LinearGaussianDynamics model, TrajectoryBatch batch) {
    this(model, new FittedHorizon(model), batch);
  }

  @Override
  public Optional<TrajectoryBatch> episodes() {
    return Optional.of(batch);
  }

  /** A fit to few episodes misses less of them than of others; it knows by how much. */
  @Override
  public DMatrixRMaj[] noise(TrajectoryBatch episodes) {
    return alongPlan.covariances.clone();
  }

  @Override
  public ReplanningModel smoothed(int halfWidth) {
    int steps = alongPlan.steps();
    DMatrixRMaj[] states = new DMatrixRMaj[steps];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(states, t -> new DMatrixRMaj(batch.stateSize(), 1));
    Arrays.setAll(inputs, t -> new DMatrixRMaj(batch.inputSize(), 1));
    for (Trajectory episode : batch.trajectories()) {
      for (int t = 0; t < steps; t++) {
        for (int i = 0; i < states[t].numRows; i++) {
          states[t].data[i] += episode.state(t, i) / batch.size();
        }
        for (int i = 0; i < inputs[t].numRows; i++) {
          inputs[t].data[i] += episode.applied(t, i) / batch.size();
        }
      }
    }
    return new FittedReplanning(SmoothedSlopes.of(alongPlan, states, inputs, halfWidth), batch);
  }
}

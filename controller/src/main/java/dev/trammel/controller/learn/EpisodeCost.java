package dev.trammel.controller.learn;

import dev.trammel.controller.task.Cost;
import dev.trammel.controller.trajectory.Trajectory;
import org.ejml.data.DMatrixRMaj;

/** What an episode cost: at the estimates and the applied inputs. */
final class EpisodeCost {

  private EpisodeCost() {}

  /** Σₜ ℓ(t, x, u) + ℓ(T, x_T). */
  static double of(Cost cost, Trajectory episode) {
    DMatrixRMaj x = new DMatrixRMaj(episode.stateSize(), 1);
    DMatrixRMaj u = new DMatrixRMaj(episode.inputSize(), 1);
    double sum = 0;
    for (int t = 0; t <= episode.steps(); t++) {
      episode.copyState(t, x.data, 0);
      if (t < episode.steps()) {
        episode.copyApplied(t, u.data, 0);
      }
      sum += cost.value(t, x, u);
    }
    return sum;
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.task.Condition;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Where a teacher is wanted.
 *
 * @param condition what the situation costs, and what a policy sees of it
 * @param start mean of the first state, n×1
 * @param episodes that began there; none where the situation is imagined
 * @param quiet how many of the first episodes acted without noise
 */
record Situation(Condition condition, DMatrixRMaj start, List<Trajectory> episodes, int quiet) {

  /** Mean cost of the episodes without noise. */
  double cost() {
    return episodes.stream()
        .limit(quiet)
        .mapToDouble(episode -> EpisodeCost.of(condition.cost(), episode))
        .average()
        .orElse(Double.NaN);
  }
}

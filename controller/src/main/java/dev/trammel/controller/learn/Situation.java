package dev.trammel.controller.learn;

import dev.trammel.controller.learn.AdvisingController.Word;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Where a teacher is wanted.
 *
 * @param condition what the situation costs, and what a policy sees of it
 * @param start mean of the first state, n×1
 * @param episodes that began there and that what acts was in; none where the situation is imagined
 * @param quiet how many of the first episodes acted without noise
 * @param planned episodes that began there and that model predictive control collected: nothing of
 *     what acts can be measured in them
 */
record Situation(
    Condition condition,
    DMatrixRMaj start,
    List<Trajectory> episodes,
    int quiet,
    List<Planned> planned) {

  /**
   * An episode, and what plans said in it.
   *
   * @param words with precisions as a teacher has them
   */
  record Planned(Trajectory episode, List<Word> words) {}

  /** Where no episode began. */
  boolean isImagined() {
    return episodes.isEmpty() && planned.isEmpty();
  }

  /** Mean cost of the episodes without noise. */
  double cost() {
    return episodes.stream()
        .limit(quiet)
        .mapToDouble(episode -> EpisodeCost.of(condition.cost(), episode))
        .average()
        .orElse(Double.NaN);
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.task.Condition;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** The divergence of what acts from what else might have, at the states that an episode visited. */
final class ActorDivergence {

  private ActorDivergence() {}

  /**
   * Mean and standard error over the episodes of situations [nat]; NaN where nothing acted before.
   *
   * @param other what acted before, if anything did
   */
  static Estimate over(List<Situation> situations, Actor actor, Optional<? extends Actor> other) {
    return other
        .map(previous -> Estimate.of(situations.stream()
            .flatMapToDouble(situation -> situation.episodes().stream()
                .mapToDouble(episode -> of(episode, situation.condition(), actor, previous)))
            .toArray()))
        .orElse(new Estimate(Double.NaN, Double.NaN));
  }

  /** Σₜ KL of the actions [nat]; NaN where one of them has none. */
  static double of(Trajectory episode, Condition condition, Actor actor, Actor other) {
    Actor.Mean mean = actor.mean(condition);
    Actor.Mean otherMean = other.mean(condition);
    DMatrixRMaj x = new DMatrixRMaj(episode.stateSize(), 1);
    DMatrixRMaj u = new DMatrixRMaj(episode.inputSize(), 1);
    DMatrixRMaj otherU = new DMatrixRMaj(episode.inputSize(), 1);
    double sum = 0;
    for (int t = 0; t < episode.steps(); t++) {
      episode.copyState(t, x.data, 0);
      if (!mean.at(t, x, u) || !otherMean.at(t, x, otherU)) {
        return Double.NaN;
      }
      sum += new ActionDivergence(actor.covariance(condition, t), other.covariance(condition, t), t)
          .at(u, otherU);
    }
    return sum;
  }
}

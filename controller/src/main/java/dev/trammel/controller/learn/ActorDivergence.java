package dev.trammel.controller.learn;

import dev.trammel.controller.task.Condition;
import dev.trammel.controller.trajectory.Trajectory;
import org.ejml.data.DMatrixRMaj;

/** The divergence of what acts from what else might have, at the states that an episode visited. */
final class ActorDivergence {

  private ActorDivergence() {}

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

package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/** Follows what acts on a learned model, wherever it may begin, and finds what would do better. */
final class Imagination implements Teaching {

  private final Task task;
  private final GaussianProcessImprover improver;
  private final UpdateMeans means;
  private final double spread;

  /**
   * @param spread standard deviation of a start beside the condition's own
   */
  Imagination(Task task, GaussianProcessImprover improver, UpdateMeans means, double spread) {
    this.task = task;
    this.improver = improver;
    this.means = means;
    this.spread = spread;
  }

  @Override
  public void learn(List<TrajectoryBatch> memory, long seed) {
    improver.learn(memory, seed);
  }

  @Override
  public Reflection reflect(Situation situation, Actor now, Optional<Actor> before) {
    LearnedModel model = improver.along(path(situation, now));
    Condition condition = situation.condition();
    Optional<LinearGaussianController> reference = now.follow(model, condition, situation.start());
    if (reference.isEmpty()) {
      Improver.Fit none = new Improver.NoFit("the model diverges under what acts");
      return new Reflection(situation, reference, none, Double.NaN);
    }
    Gaussian first = StartDistribution.of(task, condition, situation.start(), spread);
    Improver.Fit fit = ShakenFit.of(model, condition.cost(), reference.get(), first, means);
    double previous = before
        .flatMap(actor -> actor.follow(model, condition, situation.start()))
        .map(linear -> fit.expectedCost(linear, situation.start()))
        .orElse(Double.NaN);
    return new Reflection(situation, reference, fit, previous);
  }

  @Override
  public LinearGaussianController linearise(
      Situation situation, Actor actor, LinearGaussianController near) {
    DMatrixRMaj[] path = states(near);
    return actor
        .linear(situation.condition())
        .or(() -> actor.along(situation.condition(), path))
        .orElseThrow(() -> new IllegalStateException("a policy must act where its teachers go"));
  }

  @Override
  public Optional<LearnedModel> toPlanOn(LinearGaussianController near) {
    return Optional.of(improver.along(states(near)));
  }

  /** Where episodes went; without any, where a model of everything thinks that they would go. */
  private DMatrixRMaj[] path(Situation situation, Actor now) {
    if (!situation.episodes().isEmpty()) {
      return states(situation.episodes().get(0));
    }
    Supplier<DMatrixRMaj[]> nowhere = () -> new DMatrixRMaj[] {situation.start()};
    return now.follow(improver.everywhere(), situation.condition(), situation.start())
        .map(Imagination::states)
        .orElseGet(nowhere);
  }

  private static DMatrixRMaj[] states(Trajectory episode) {
    DMatrixRMaj[] states = new DMatrixRMaj[episode.steps() + 1];
    for (int t = 0; t < states.length; t++) {
      states[t] = new DMatrixRMaj(episode.stateSize(), 1);
      episode.copyState(t, states[t].data, 0);
    }
    return states;
  }

  private static DMatrixRMaj[] states(LinearGaussianController controller) {
    DMatrixRMaj[] states = new DMatrixRMaj[controller.steps() + 1];
    for (int t = 0; t < states.length; t++) {
      states[t] = controller.nominalState(t);
    }
    return states;
  }
}

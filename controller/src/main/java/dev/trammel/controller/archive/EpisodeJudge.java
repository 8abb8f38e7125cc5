package dev.trammel.controller.archive;

import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Says of episodes what they cost and whether they succeed. Not thread-safe: costs are not. */
public final class EpisodeJudge {

  private final Task task;

  /** Judges by a task's conditions, and by those that were drawn in its region. */
  public EpisodeJudge(Task task) {
    this.task = task;
  }

  /** Name of an episode's condition. */
  String condition(EpisodeId id) {
    return of(id).name();
  }

  /** Whether the task's conditions of success are met. */
  public boolean succeeds(EpisodeId id, Trajectory trajectory) {
    return of(id).success().isMet(trajectory);
  }

  double cost(EpisodeId id, Trajectory trajectory) {
    return Arrays.stream(costs(id, trajectory)).sum();
  }

  /**
   * The cost of each step, 0 … T, at the estimate and the applied input; NaN beyond the task's
   * horizon, where it says nothing.
   */
  public double[] costs(EpisodeId id, Trajectory trajectory) {
    DMatrixRMaj x = new DMatrixRMaj(trajectory.stateSize(), 1);
    DMatrixRMaj u = new DMatrixRMaj(trajectory.inputSize(), 1);
    Cost cost = of(id).cost();
    double[] costs = new double[trajectory.steps() + 1];
    for (int t = 0; t < costs.length; t++) {
      trajectory.copyState(t, x.data, 0);
      if (t < trajectory.steps()) {
        trajectory.copyApplied(t, u.data, 0);
      }
      costs[t] = t <= task.steps() ? cost.value(t, x, u) : Double.NaN;
    }
    return costs;
  }

  private Condition of(EpisodeId id) {
    return task.condition(id.condition(), new SplittableRandom(id.seed()));
  }
}

package dev.trammel.controller.replay;

import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * An episode to look at.
 *
 * @param info of its run
 * @param evaluation number of the evaluation that it belongs to; none of an episode of learning
 * @param summary which episode, where it began and how it ended
 */
public record ReplayedEpisode(
    RunInfo info,
    Task task,
    OptionalInt evaluation,
    EpisodeSummary summary,
    Trajectory trajectory) {

  /** Where it belongs, in words. */
  public String name() {
    String condition = task.conditions().size() == 1 ? "" : condition().name() + ", ";
    String of = evaluation.isPresent()
        ? "evaluation " + evaluation.getAsInt()
        : "iteration " + id().iteration();
    return condition + of + ", episode " + id().episode();
  }

  public EpisodeId id() {
    return summary.id();
  }

  /** Its condition, which for an episode in the region was drawn from its seed. */
  public Condition condition() {
    return task.condition(id().condition(), new SplittableRandom(id().seed()));
  }

  public boolean success() {
    return summary.success();
  }

  /** Cost of the whole episode, as learning counts it. */
  public double cost() {
    return summary.cost();
  }

  /** Cost of each step: of the state estimate and the applied input, the terminal one included. */
  double[] costs() {
    int steps = trajectory.steps();
    DMatrixRMaj x = new DMatrixRMaj(trajectory.stateSize(), 1);
    DMatrixRMaj u = new DMatrixRMaj(Math.max(1, trajectory.inputSize()), 1);
    // an episode that ended early has no terminal cost
    double[] costs = new double[steps == task.steps() ? steps + 1 : steps];
    for (int t = 0; t < costs.length; t++) {
      trajectory.copyState(t, x.data, 0);
      if (t < steps) {
        trajectory.copyApplied(t, u.data, 0);
      }
      costs[t] = condition().cost().value(t, x, u);
    }
    return costs;
  }

  /**
   * Positions of the joints at each step [rad or m]: the true ones where they are known, else those
   * the controller saw, and where it began of a joint that no sensor measures.
   *
   * @return (T+1) rows, one column per joint
   */
  public double[][] jointPositions() {
    StateLayout layout = task.plant().layout();
    double[] start = summary.start().positions();
    double[][] q = new double[trajectory.steps() + 1][layout.joints()];
    for (int t = 0; t < q.length; t++) {
      for (int joint = 0; joint < layout.joints(); joint++) {
        int entry = layout.position(joint);
        q[t][joint] = entry == StateLayout.ABSENT ? start[joint] : known(t, entry);
      }
    }
    return q;
  }

  /** The true value of a sensor, or what was estimated. */
  double known(int t, int entry) {
    double truth = entry < trajectory.truthSize() ? trajectory.truth(t, entry) : Double.NaN;
    return Double.isNaN(truth) ? trajectory.state(t, entry) : truth;
  }
}

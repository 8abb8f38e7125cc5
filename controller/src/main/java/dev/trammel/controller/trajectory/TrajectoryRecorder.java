package dev.trammel.controller.trajectory;

import dev.trammel.controller.control.CycleListener;
import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.Action;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Writes an episode down, cycle by cycle, into memory of its own. Reused from episode to episode;
 * recording allocates nothing, {@link #toTrajectory} copies out. Not thread-safe.
 */
public final class TrajectoryRecorder implements CycleListener {

  private final double[][] states;
  private final double[][] truths;
  private final double[][] requested;
  private final double[][] applied;
  private final CycleStatus[] statuses;
  private int steps;
  private boolean ended;

  /**
   * Makes room.
   *
   * @param steps T, the most that an episode may have; later cycles are not kept
   * @param stateSize n
   * @param truthSize p
   * @param inputSize m
   */
  public TrajectoryRecorder(int steps, int stateSize, int truthSize, int inputSize) {
    Require.atLeast(steps, 1, "steps");
    states = new double[steps + 1][stateSize];
    truths = new double[steps + 1][truthSize];
    requested = new double[steps][inputSize];
    applied = new double[steps][inputSize];
    statuses = new CycleStatus[steps];
    Arrays.fill(statuses, CycleStatus.OK);
  }

  /** Forgets the last episode. */
  public void reset() {
    steps = 0;
    ended = false;
  }

  @RealTime
  @Override
  public void cycle(
      int step, StateEstimate estimate, DMatrixRMaj truth, Action action, CycleStatus status) {
    if (step != steps || step >= statuses.length) {
      return;
    }
    copy(estimate.mean, states[step]);
    copy(truth, truths[step]);
    copy(action.requested, requested[step]);
    copy(action.applied, applied[step]);
    statuses[step] = status;
    steps = step + 1;
  }

  @RealTime
  @Override
  public void end(StateEstimate estimate, DMatrixRMaj truth, CycleStatus status) {
    copy(estimate.mean, states[steps]);
    copy(truth, truths[steps]);
    ended = true;
  }

  /** Cycles recorded since {@link #reset}. */
  public int steps() {
    return steps;
  }

  /** Whether what is recorded is the whole of what there was. */
  public boolean hasEnded() {
    return ended;
  }

  /** The episode so far as a value; it must have ended. */
  public Trajectory toTrajectory() {
    if (!ended) {
      throw new IllegalStateException(
          "a trajectory needs an episode that ended, this one is at step " + steps);
    }
    return new Trajectory(
        Arrays.copyOf(states, steps + 1),
        Arrays.copyOf(truths, steps + 1),
        Arrays.copyOf(requested, steps),
        Arrays.copyOf(applied, steps),
        List.of(statuses).subList(0, steps));
  }

  private static void copy(DMatrixRMaj from, double[] to) {
    System.arraycopy(from.data, 0, to, 0, to.length);
  }
}

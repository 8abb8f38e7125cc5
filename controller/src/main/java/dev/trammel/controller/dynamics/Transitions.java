package dev.trammel.controller.dynamics;

import dev.trammel.controller.trajectory.Trajectory;

/** The transitions (xₜ, uₜ, xₜ₊₁) of a trajectory: state estimates and the applied input. */
final class Transitions {

  private Transitions() {}

  /**
   * @param row 2n+m; modified
   */
  static void copy(Trajectory trajectory, int t, double[] row) {
    int n = trajectory.stateSize();
    int m = trajectory.inputSize();
    trajectory.copyState(t, row, 0);
    trajectory.copyApplied(t, row, n);
    trajectory.copyState(t + 1, row, n + m);
  }

  /** Whether both states stand on fresh readings. */
  static boolean isObserved(Trajectory trajectory, int t) {
    return trajectory.isObserved(t) && trajectory.isObserved(t + 1);
  }
}

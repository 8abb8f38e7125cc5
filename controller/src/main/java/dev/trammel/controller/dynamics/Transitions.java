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
    for (int i = 0; i < n; i++) {
      row[i] = trajectory.state(t, i);
      row[n + m + i] = trajectory.state(t + 1, i);
    }
    for (int j = 0; j < m; j++) {
      row[n + j] = trajectory.applied(t, j);
    }
  }
}

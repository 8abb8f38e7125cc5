package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Require;

/**
 * How a plan is made.
 *
 * @param horizon H, steps planned; fewer where the episode ends before
 * @param iterations Gauss-Newton steps at most
 * @param halvings of a step that would cost more than the plan before; with 0 every step is a full
 *     one, whatever it costs, which is right where model and cost are linear-quadratic
 * @param tolerance change of any input, relative to 1 + |u|, below which a plan has converged; with
 *     0 all iterations are done
 */
public record MpcSettings(int horizon, int iterations, int halvings, double tolerance) {

  public MpcSettings {
    Require.atLeast(horizon, 1, "horizon");
    Require.atLeast(iterations, 1, "iterations");
    Require.atLeast(halvings, 0, "halvings");
    Require.nonNegative(tolerance, "tolerance");
  }

  /** One full Gauss-Newton step a plan. */
  public static MpcSettings ofHorizon(int horizon) {
    return new MpcSettings(horizon, 1, 0, 0);
  }
}

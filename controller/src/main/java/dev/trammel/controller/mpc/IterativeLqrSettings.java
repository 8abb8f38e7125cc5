package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Require;

/**
 * When an iterative LQR stops.
 *
 * @param iterations at most
 * @param tolerance relative decrease of the cost below which it has converged
 */
public record IterativeLqrSettings(int iterations, double tolerance) {

  public IterativeLqrSettings {
    Require.atLeast(iterations, 1, "iterations");
    Require.positive(tolerance, "tolerance");
  }

  public static IterativeLqrSettings defaults() {
    return new IterativeLqrSettings(500, 1e-7);
  }

  /** For searches from far away. */
  public static IterativeLqrSettings patient() {
    return new IterativeLqrSettings(1000, 1e-7);
  }
}

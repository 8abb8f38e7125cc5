package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Require;

/**
 * How long a process calls what it measures, in iterations of a quarter of a second.
 *
 * @param warmUps iterations that let the compiler settle
 * @param iterations that count
 */
record Pace(int warmUps, int iterations) {

  static final int ITERATION_MILLIS = 250;

  Pace {
    Require.atLeast(warmUps, 0, "warm-up iterations");
    Require.atLeast(iterations, 1, "iterations");
  }

  /** So many times as long. */
  Pace times(int factor) {
    return new Pace(factor * warmUps, factor * iterations);
  }

  double warmUpSeconds() {
    return 1e-3 * ITERATION_MILLIS * warmUps;
  }

  double seconds() {
    return 1e-3 * ITERATION_MILLIS * iterations;
  }
}

package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Require;

/**
 * How long a process calls what it measures.
 *
 * @param warmUpMillis the least time in which the compiler may settle
 * @param iterations that count, each of a quarter of a second
 */
record Pace(int warmUpMillis, int iterations) {

  static final int ITERATION_MILLIS = 250;

  Pace {
    Require.atLeast(warmUpMillis, 0, "warm-up milliseconds");
    Require.atLeast(iterations, 1, "iterations");
  }

  /** So many times as long. */
  Pace times(int factor) {
    return new Pace(factor * warmUpMillis, factor * iterations);
  }

  double warmUpSeconds() {
    return 1e-3 * warmUpMillis;
  }

  double seconds() {
    return 1e-3 * ITERATION_MILLIS * iterations;
  }
}

package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;

/**
 * Predicts one window from its first instant on.
 *
 * <pre>
 *   x₀  2n  state at the first reading: positions, then rates
 *   L       readings of the window
 * </pre>
 *
 * <p>Not thread-safe.
 */
public final class WindowPrediction {

  /** Share of a step by which rounding may lengthen an interval without adding one. */
  private static final double ROUNDING = 1e-6;

  private final Window window;
  private final double longest;
  private final int n;
  private final double[] tau;

  /** @param longestStep of the integration [s] */
  public WindowPrediction(Window window, double longestStep) {
    this.window = window;
    longest = Require.positive(longestStep, "longestStep");
    n = window.trace().joints();
    tau = new double[n];
  }

  /** What a machine's drives make of the commands; for {@link #predict}. */
  double[][] efforts(Machine machine) {
    Trace trace = window.trace();
    double start = trace.readingTime(window.first());
    CommandPath[] paths = new CommandPath[n];
    for (int i = 0; i < n; i++) {
      paths[i] = new CommandPath(trace, i, machine.drives().get(i), start);
    }
    double[][] efforts = new double[totalSteps()][n];
    int at = 0;
    for (int t = window.first(); t < window.first() + window.length() - 1; t++) {
      double from = trace.readingTime(t);
      double duration = trace.readingTime(t + 1) - from;
      int steps = steps(duration);
      for (int s = 1; s <= steps; s++, at++) {
        for (int i = 0; i < n; i++) {
          efforts[at][i] = paths[i].mean(from + duration * s / steps);
        }
      }
    }
    return efforts;
  }

  private int steps(double duration) {
    return Math.max(1, (int) Math.ceil(duration / longest - ROUNDING));
  }

  private int totalSteps() {
    int sum = 0;
    for (int t = window.first(); t < window.first() + window.length() - 1; t++) {
      sum += steps(window.trace().readingTime(t + 1) - window.trace().readingTime(t));
    }
    return sum;
  }

  /**
   * Predicts all readings.
   *
   * @param machine that moves
   * @param start 2n, x₀; not modified
   * @param out L×2n, positions and rates at the readings' instants; modified
   * @return false if it went beyond all bounds
   */
  public boolean predict(Machine machine, double[] start, double[][] out) {
    return predict(new FrictionalMotion(machine), efforts(machine), start, out);
  }

  boolean predict(FrictionalMotion motion, double[][] efforts, double[] start, double[][] out) {
    double[] q = new double[n];
    double[] qd = new double[n];
    System.arraycopy(start, 0, q, 0, n);
    System.arraycopy(start, n, qd, 0, n);
    motion.begin(q, qd);
    note(motion, out[0]);
    Trace trace = window.trace();
    int at = 0;
    for (int t = 1; t < window.length(); t++) {
      int reading = window.first() + t;
      double duration = trace.readingTime(reading) - trace.readingTime(reading - 1);
      int steps = steps(duration);
      for (int s = 0; s < steps; s++, at++) {
        System.arraycopy(efforts[at], 0, tau, 0, n);
        if (!motion.step(tau, duration / steps)) {
          return false;
        }
      }
      note(motion, out[t]);
    }
    return true;
  }

  private void note(FrictionalMotion motion, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = motion.position(i);
      out[n + i] = motion.rate(i);
    }
  }
}

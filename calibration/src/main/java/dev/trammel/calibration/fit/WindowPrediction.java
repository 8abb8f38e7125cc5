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

  /** What a machine's drives make of the commands; for {@link #predict}. n × steps. */
  double[][] efforts(Machine machine) {
    double[][] efforts = new double[n][];
    for (int i = 0; i < n; i++) {
      efforts[i] = effort(i, machine.drives().get(i));
    }
    return efforts;
  }

  /** What one drive makes of them, at each step. */
  double[] effort(int joint, Drive drive) {
    Trace trace = window.trace();
    CommandPath path = new CommandPath(trace, joint, drive, trace.readingTime(window.first()));
    double[] effort = new double[totalSteps()];
    int at = 0;
    for (int t = window.first(); t < window.first() + window.length() - 1; t++) {
      double from = trace.readingTime(t);
      double duration = trace.readingTime(t + 1) - from;
      int steps = steps(duration);
      for (int s = 1; s <= steps; s++, at++) {
        effort[at] = path.mean(from + duration * s / steps) + trace.load(t, joint);
      }
    }
    return effort;
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
    return predict(new FrictionalMotion(machine), efforts(machine), start, new Readings(out));
  }

  /** What is done on the way. */
  interface Visitor {

    /** A step of the integration begins. */
    void step(int step);

    /** It is where reading t is taken. */
    void reading(int t, FrictionalMotion motion);
  }

  /** Goes through the window; false if the machine went beyond all bounds. */
  boolean predict(FrictionalMotion motion, double[][] efforts, double[] start, Visitor visitor) {
    double[] q = new double[n];
    double[] qd = new double[n];
    System.arraycopy(start, 0, q, 0, n);
    System.arraycopy(start, n, qd, 0, n);
    motion.begin(q, qd);
    visitor.reading(0, motion);
    Trace trace = window.trace();
    int at = 0;
    for (int t = 1; t < window.length(); t++) {
      int reading = window.first() + t;
      double duration = trace.readingTime(reading) - trace.readingTime(reading - 1);
      int steps = steps(duration);
      for (int s = 0; s < steps; s++, at++) {
        visitor.step(at);
        for (int i = 0; i < n; i++) {
          tau[i] = efforts[i][at];
        }
        if (!motion.step(tau, duration / steps)) {
          return false;
        }
      }
      visitor.reading(t, motion);
    }
    return true;
  }

  /**
   * Notes positions and rates.
   *
   * @param out L×2n; modified
   */
  record Readings(double[][] out) implements Visitor {

    @Override
    public void step(int step) {
      // nothing is read within steps
    }

    @Override
    public void reading(int t, FrictionalMotion motion) {
      int n = out[t].length / 2;
      for (int i = 0; i < n; i++) {
        out[t][i] = motion.position(i);
        out[t][n + i] = motion.rate(i);
      }
    }
  }
}

package dev.trammel.calibration.fit;

import java.util.Arrays;

/**
 * Where a window begins, as the readings about its first instant tell it: parabolas through the
 * positions by least squares, and lines through the rates where those are measured.
 *
 * @param state 2n
 * @param deviation 2n, far more than it is wrong by: what a fit believes before it looks
 */
record StartGuess(double[] state, double[] deviation) {

  /** Readings to either side. */
  private static final int REACH = 6;

  /** The belief is so much wider than the noise makes it. */
  private static final double WIDE = 30;

  /** A rate within so many of its deviations of 0 is one of a joint at rest. */
  private static final double AT_REST = 2;

  /** A rate of more of its deviations is one of a joint that moves. */
  private static final double SURE = 6;

  static StartGuess of(Window window, NoiseLevels noise) {
    int n = window.trace().joints();
    StartGuess guess = new StartGuess(new double[2 * n], new double[2 * n]);
    for (int joint = 0; joint < n; joint++) {
      if (!noise.measures(joint)) {
        throw new IllegalArgumentException(
            "a fit needs the positions of all joints, joint " + joint + " has no sensor");
      }
      guess.look(window, noise, joint);
    }
    return guess;
  }

  /**
   * Joints of which nobody can say whether they rest: too fast for that by their readings, and slower
   * than what such readings are wrong by. With dry friction a prediction from there on may go either
   * way.
   */
  int doubtful() {
    int n = state.length / 2;
    int count = 0;
    for (int joint = 0; joint < n; joint++) {
      count += isSlow(joint) && state[n + joint] != 0 ? 1 : 0;
    }
    return count;
  }

  /** Whether a joint may rest, or may not, for all that its readings tell. */
  boolean isSlow(int joint) {
    int rate = state.length / 2 + joint;
    return Math.abs(state[rate]) < SURE * sigma(rate);
  }

  /** What the noise makes a channel wrong by. */
  double sigma(int channel) {
    return deviation[channel] / WIDE;
  }

  private void look(Window window, NoiseLevels noise, int joint) {
    Trace trace = window.trace();
    int n = trace.joints();
    int from = Math.max(0, window.first() - REACH);
    int to = Math.min(trace.steps(), window.first() + REACH);
    double origin = trace.readingTime(window.first());
    LocalFit place = new LocalFit(3);
    LocalFit pace = new LocalFit(2);
    for (int t = from; t <= to; t++) {
      double time = trace.readingTime(t) - origin;
      place.add(time, trace.position(t, joint));
      if (noise.measures(n + joint)) {
        pace.add(time, trace.rate(t, joint));
      }
    }
    place.solve();
    state[joint] = place.value(0);
    deviation[joint] = WIDE * noise.of(joint);
    double sigma = place.spread(1) * noise.of(joint);
    double rate = place.value(1);
    if (noise.measures(n + joint)) {
      pace.solve();
      rate = pace.value(0);
      sigma = pace.spread(0) * noise.of(n + joint);
    }
    state[n + joint] = Math.abs(rate) < AT_REST * sigma ? 0 : rate;
    deviation[n + joint] = WIDE * sigma;
  }

  /** Least squares on 1, t, t², …, by the normal equations; times are small about 0. */
  private static final class LocalFit {

    private final int p;
    private final double[] normal;
    private final double[] factor;
    private final double[] right;
    private double unit;

    LocalFit(int p) {
      this.p = p;
      normal = new double[p * p];
      factor = new double[p * p];
      right = new double[p];
    }

    void add(double time, double value) {
      // times are counted in the first one's size, so that powers stay near 1
      unit = unit == 0 && time != 0 ? Math.abs(time) : unit;
      double t = unit == 0 ? 0 : time / unit;
      double[] basis = {1, t, t * t};
      for (int i = 0; i < p; i++) {
        right[i] += basis[i] * value;
        for (int j = 0; j < p; j++) {
          normal[i * p + j] += basis[i] * basis[j];
        }
      }
    }

    void solve() {
      System.arraycopy(normal, 0, factor, 0, factor.length);
      if (!SmallSystem.solve(factor, p, right)) {
        Arrays.fill(right, 0);
      }
    }

    double value(int power) {
      return power == 0 ? right[0] : right[power] / unit;
    }

    /** By how much noise of 1 makes it wrong. */
    double spread(int power) {
      double[] column = new double[p];
      column[power] = 1;
      SmallSystem.back(factor, p, column);
      return Math.sqrt(column[power]) / (power == 0 ? 1 : unit);
    }
  }
}

package dev.trammel.calibration.fit;

import java.util.Arrays;
import java.util.List;

/**
 * The unknowns' part of a Gauss-Newton step, summed over windows and over what was believed before:
 *
 * <pre>  (H + λ diag H) dθ = −g   over the unknowns that are not held by a bound</pre>
 */
final class NormalEquations {

  /** Of an unknown of which nothing is told: felt as if a change of its scale cost this much. */
  private static final double LEAST = 1e-6;

  private final List<Unknown> unknowns;
  private final int P;
  private final double[] H;
  private final double[] g;
  private final boolean[] held;

  NormalEquations(List<Unknown> unknowns, WindowSlope[] slopes, double[] values) {
    this.unknowns = unknowns;
    P = unknowns.size();
    H = new double[P * P];
    g = new double[P];
    for (WindowSlope slope : slopes) {
      add(H, slope.hessian());
      add(g, slope.gradient());
    }
    held = new boolean[P];
    for (int p = 0; p < P; p++) {
      Unknown unknown = unknowns.get(p);
      double weight = 1 / (unknown.deviation() * unknown.deviation());
      H[p * P + p] += weight;
      g[p] += weight * (values[p] - unknown.start());
      held[p] =
          values[p] <= unknown.lower() && g[p] > 0 || values[p] >= unknown.upper() && g[p] < 0;
    }
  }

  static void add(double[] sum, double[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  /**
   * How far it is from here to where the slopes have the optimum, in units of what the noise makes of it:
   * √(gᵀH⁻¹g/P) over the unknowns that no bound holds. Below 0.1 or so, going there would change nothing
   * that matters (the idea is of Bates and Watts, Technometrics 23, 1981; the threshold is our own).
   * Infinite where the equations cannot be solved: nobody knows then.
   */
  double offset() {
    double[] step = new double[P];
    if (!solve(0, step)) {
      return Double.POSITIVE_INFINITY;
    }
    double promised = 0;
    int free = 0;
    for (int p = 0; p < P; p++) {
      promised -= g[p] * step[p];
      free += held[p] ? 0 : 1;
    }
    return free == 0 ? 0 : Math.sqrt(Math.max(0, promised) / free);
  }

  /** What a step should gain, −gᵀdθ − ½ dθᵀH dθ. */
  double gain(double[] step) {
    double gain = 0;
    for (int p = 0; p < P; p++) {
      gain -= g[p] * step[p];
      for (int o = 0; o < P; o++) {
        gain -= step[p] * H[p * P + o] * step[o] / 2;
      }
    }
    return gain;
  }

  /** dθ for a damping; not beyond what is one scale where nothing is told. */
  double[] step(double lambda) {
    double[] d = new double[P];
    if (!solve(lambda, d)) {
      Arrays.fill(d, 0);
    }
    return d;
  }

  private boolean solve(double lambda, double[] d) {
    double[] A = H.clone();
    for (int p = 0; p < P; p++) {
      double scale = unknowns.get(p).scale();
      A[p * P + p] += lambda * H[p * P + p] + LEAST / (scale * scale);
      d[p] = -g[p];
      if (held[p]) {
        for (int o = 0; o < P; o++) {
          A[p * P + o] = 0;
          A[o * P + p] = 0;
        }
        A[p * P + p] = 1;
        d[p] = 0;
      }
    }
    return SmallSystem.solve(A, P, d);
  }
}

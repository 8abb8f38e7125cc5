package dev.trammel.calibration.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How sure what follows from a fit is: the widest of what a bootstrap over windows gives, of what the
 * noise makes, and of what the fits without one repeat of the motion after the other differ by
 * (jackknife; Miller, Biometrika 61, 1974). One repeat alone may tell next to nothing of it.
 *
 * <pre>  half = max(1.96 s_bootstrap, 1.96 s_noise, t₀.₉₇₅,R₋₁ √((R − 1)/R Σ_r (x_without r − mean)²))</pre>
 */
public final class FitSpread {

  private static final double DEVIATIONS = 1.959964;
  private static final int DRAWS = 400;

  /** Neighbouring windows that are drawn together. */
  private static final int BLOCK = 2;

  private final OutputErrorFit fit;
  private final double[][] draws;
  private final List<double[]> without = new ArrayList<>();

  /** Each trace that was fitted is a repeat; with fewer than two of them nothing differs. */
  public FitSpread(OutputErrorFit fit, SplittableRandom random) {
    this.fit = fit;
    draws = fit.bootstrap(DRAWS, BLOCK, random);
    Set<Trace> traces = new LinkedHashSet<>();
    for (int w = 0; w < fit.windows(); w++) {
      traces.add(fit.window(w).trace());
    }
    if (traces.size() > 1) {
      traces.forEach(trace -> without.add(fit.among(window -> !window.trace().equals(trace))));
    }
  }

  /** Half of the interval that covers what follows from the unknowns 95 times of 100. */
  public double half(ToDoubleFunction<double[]> of) {
    double half = DEVIATIONS * Math.max(deviation(of, Arrays.asList(draws)), noise(of));
    int R = without.size();
    if (R > 1) {
      double error = deviation(of, without) * (R - 1) / Math.sqrt(R);
      half = Math.max(half, StudentT.deviations(R - 1) * error);
    }
    return half;
  }

  private static double deviation(ToDoubleFunction<double[]> of, List<double[]> samples) {
    double mean = 0;
    for (double[] sample : samples) {
      mean += of.applyAsDouble(sample) / samples.size();
    }
    double squares = 0;
    for (double[] sample : samples) {
      squares += Math.pow(of.applyAsDouble(sample) - mean, 2);
    }
    return Math.sqrt(squares / (samples.size() - 1));
  }

  /** By the covariance of the fit, √(gᵀ C g). */
  private double noise(ToDoubleFunction<double[]> of) {
    double[] values = fit.values();
    int P = values.length;
    double[] slope = new double[P];
    double here = of.applyAsDouble(values);
    for (int p = 0; p < P; p++) {
      double step = 1e-4 * fit.unknowns().get(p).scale();
      double[] there = values.clone();
      there[p] += step;
      slope[p] = (of.applyAsDouble(there) - here) / step;
    }
    double[] C = fit.covariance();
    double sum = 0;
    for (int p = 0; p < P; p++) {
      for (int o = 0; o < P; o++) {
        sum += slope[p] * C[p * P + o] * slope[o];
      }
    }
    return Math.sqrt(Math.max(0, sum));
  }
}

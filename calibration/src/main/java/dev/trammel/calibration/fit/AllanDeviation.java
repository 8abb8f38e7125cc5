package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.ChiSquare;
import dev.trammel.controller.linalg.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * The overlapping Allan deviation of a signal, over averaging times an octave apart (IEEE Std
 * 952-1997, annex C; Riley, Handbook of Frequency Stability Analysis, NIST SP 1065, 2008, §5.2.4):
 *
 * <pre>  σ²(τ) = Σₖ (θₖ₊₂ₘ − 2θₖ₊ₘ + θₖ)² / (2 τ² (N − 2m)),   τ = m τ₀,  θ the sum of the signal</pre>
 */
public final class AllanDeviation {

  /** Averaging times are at most this share of the whole. */
  private static final int LEAST_BLOCKS = 5;

  private static final double OUTSIDE = 0.025;

  /**
   * One of its points.
   *
   * @param tau averaging time [s]
   * @param value σ, in the signal's unit
   * @param lower end of the 95 % interval, from χ² with the degrees of freedom of white noise
   * @param upper end of it
   * @param degrees of freedom
   */
  public record Point(double tau, double value, double lower, double upper, double degrees) {

    /** σ². */
    public double variance() {
      return value * value;
    }
  }

  private AllanDeviation() {}

  /**
   * Computes it.
   *
   * @param signal at even steps; not modified
   * @param period τ₀ [s]
   */
  public static List<Point> of(double[] signal, double period) {
    Require.atLeast(signal.length, 4 * LEAST_BLOCKS, "readings");
    double mean = 0;
    for (double value : signal) {
      mean += value / signal.length;
    }
    double[] theta = new double[signal.length + 1];
    for (int i = 0; i < signal.length; i++) {
      theta[i + 1] = theta[i] + (signal[i] - mean) * period;
    }
    List<Point> points = new ArrayList<>();
    for (int m = 1; m * LEAST_BLOCKS <= signal.length; m *= 2) {
      points.add(point(theta, m, period));
    }
    return points;
  }

  private static Point point(double[] theta, int m, double period) {
    int terms = theta.length - 2 * m;
    double tau = m * period;
    double sum = 0;
    for (int k = 0; k < terms; k++) {
      double second = theta[k + 2 * m] - 2 * theta[k + m] + theta[k];
      sum += second * second;
    }
    double variance = sum / (2 * tau * tau * terms);
    double degrees = degrees(theta.length, m);
    int whole = Math.max(1, (int) Math.rint(degrees));
    return new Point(
        tau,
        Math.sqrt(variance),
        Math.sqrt(variance * whole / ChiSquare.quantile(OUTSIDE, whole)),
        Math.sqrt(variance * whole / ChiSquare.quantile(1 - OUTSIDE, whole)),
        degrees);
  }

  /** Of white noise of a rate (Riley 2008, table 5). */
  private static double degrees(int N, int m) {
    double m2 = 4.0 * m * m;
    return Math.max(1, (3.0 * (N - 1) / (2.0 * m) - 2.0 * (N - 2) / N) * m2 / (m2 + 5));
  }
}

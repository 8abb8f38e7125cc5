package dev.trammel.calibration.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The three kinds of noise that an Allan deviation tells apart by their slopes,
 *
 * <pre>  σ²(τ) = N²/τ + (2 ln 2/π) B² + K² τ/3</pre>
 *
 * <p>by weighted least squares with none of them negative; weights are from the degrees of freedom
 * of each point.
 *
 * @param white N, in the signal's unit times √s
 * @param bias B, instability of the bias, in the signal's unit
 * @param walk K, random walk, in the signal's unit per √s
 * @param seconds T, of the whole signal
 */
public record NoiseTerms(Term white, Term bias, Term walk, double seconds) {

  /** B² to σ² where the deviation is flat. */
  public static final double FLAT = 2 * Math.log(2) / Math.PI;

  /** A recording tells what happens in a fiftieth of it (IEEE Std 952-1997, annex C). */
  public static final double AVERAGES = 50;

  private static final int PASSES = 5;

  /**
   * One of them.
   *
   * @param value 0 if the data show none
   * @param sigma of the value; of a value of 0, what would have been seen
   * @param tau averaging time from which on it is more than white noise [s]
   */
  public record Term(double value, double sigma, double tau) {

    /** Whether the data tell it, to better than 30 %. */
    public boolean isIdentifiable(double seconds) {
      return value > 0 && sigma <= 0.3 * value && seconds >= AVERAGES * tau;
    }
  }

  /** Fits all three. */
  public static NoiseTerms fit(List<AllanDeviation.Point> points, double seconds) {
    if (points.stream().anyMatch(point -> point.value() == 0)) {
      Term none = new Term(0, 0, 0);
      return new NoiseTerms(none, none, none, seconds);
    }
    double[] weight = new double[points.size()];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = weight(points.get(i), points.get(i).variance());
    }
    double[] squares = new double[3];
    double[] sigmas = new double[3];
    for (int pass = 0; pass < PASSES; pass++) {
      best(points, weight, squares, sigmas);
      for (int i = 0; i < weight.length; i++) {
        double tau = points.get(i).tau();
        double expected = squares[0] / tau + squares[1] * FLAT + squares[2] * tau / 3;
        weight[i] = weight(points.get(i), Math.max(expected, 1e-300));
      }
    }
    double N2 = squares[0];
    return new NoiseTerms(
        term(squares[0], sigmas[0], 0),
        term(squares[1], sigmas[1], N2 / Math.max(1e-300, FLAT * squares[1])),
        term(squares[2], sigmas[2], Math.sqrt(3 * N2 / Math.max(1e-300, squares[2]))),
        seconds);
  }

  /** var σ² = 2σ⁴/degrees. */
  private static double weight(AllanDeviation.Point point, double variance) {
    return Math.sqrt(point.degrees() / 2) / variance;
  }

  private static Term term(double square, double sigma, double tau) {
    double value = Math.sqrt(square);
    return new Term(value, value > 0 ? sigma / (2 * value) : Math.sqrt(sigma), tau);
  }

  /** The best of all subsets with nothing negative in it: there are seven. */
  private static void best(
      List<AllanDeviation.Point> points, double[] weight, double[] squares, double[] sigmas) {
    double least = Double.POSITIVE_INFINITY;
    for (int subset = 1; subset < 8; subset++) {
      int[] chosen = chosen(subset);
      Regression fit = Regression.solve(matrix(points, weight, chosen), wanted(points, weight));
      boolean isPossible = true;
      double cost = 0;
      for (int j = 0; j < chosen.length; j++) {
        isPossible &= fit.value(j) >= 0;
      }
      for (int i = 0; i < weight.length; i++) {
        cost += fit.residual(i) * fit.residual(i);
      }
      if (isPossible && cost < least) {
        least = cost;
        Arrays.fill(squares, 0);
        Arrays.fill(sigmas, 0);
        for (int j = 0; j < chosen.length; j++) {
          squares[chosen[j]] = fit.value(j);
          // rows have deviation 1 by their weights, more where the three kinds are not all
          sigmas[chosen[j]] = fit.sigma(j) / Math.min(1, fit.deviation());
        }
      }
    }
  }

  private static int[] chosen(int subset) {
    return IntStream.range(0, 3).filter(j -> (subset >> j & 1) == 1).toArray();
  }

  private static DMatrixRMaj matrix(
      List<AllanDeviation.Point> points, double[] weight, int[] chosen) {
    DMatrixRMaj A = new DMatrixRMaj(weight.length, chosen.length);
    for (int i = 0; i < weight.length; i++) {
      double tau = points.get(i).tau();
      double[] slopes = {1 / tau, FLAT, tau / 3};
      for (int j = 0; j < chosen.length; j++) {
        A.set(i, j, weight[i] * slopes[chosen[j]]);
      }
    }
    return A;
  }

  private static double[] wanted(List<AllanDeviation.Point> points, double[] weight) {
    double[] b = new double[weight.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = weight[i] * points.get(i).variance();
    }
    return b;
  }
}

package dev.trammel.calibration.fit;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often each count came among a few readings.
 *
 * @param place counts from some zero
 * @param often how often each came
 */
record CountTally(int[] place, int[] often) {

  private static final double ROOT = Math.sqrt(2 * Math.PI);

  /** Beyond so many deviations a tail is taken as its first term. */
  private static final double FAR = 30;

  /** Of some readings. */
  static CountTally of(double[] readings, int from, int length, double quantum, double zero) {
    Map<Integer, Integer> tally = new TreeMap<>();
    for (int i = from; i < from + length; i++) {
      tally.merge((int) Math.rint((readings[i] - zero) / quantum), 1, Integer::sum);
    }
    return new CountTally(
        tally.keySet().stream().mapToInt(Integer::intValue).toArray(),
        tally.values().stream().mapToInt(Integer::intValue).toArray());
  }

  double mean() {
    double sum = 0;
    double n = 0;
    for (int i = 0; i < place.length; i++) {
      sum += (double) often[i] * place[i];
      n += often[i];
    }
    return sum / n;
  }

  /**
   * Of normal noise about a mean.
   *
   * @param slopes receives the first and second derivative by the mean; modified
   */
  double logLikelihood(double mean, double sigma, double[] slopes) {
    double sum = 0;
    slopes[0] = 0;
    slopes[1] = 0;
    for (int i = 0; i < place.length; i++) {
      double a = (place[i] - 0.5 - mean) / sigma;
      double b = (place[i] + 0.5 - mean) / sigma;
      // by symmetry both are brought to where the tails are small
      double sign = a + b < 0 ? -1 : 1;
      double low = sign > 0 ? a : -b;
      double high = sign > 0 ? b : -a;
      double scale = low > 0 ? -0.5 * low * low : 0;
      double share = share(low, high, scale);
      double fLow = Math.exp(-0.5 * low * low - scale) / ROOT;
      double fHigh = Math.exp(-0.5 * high * high - scale) / ROOT;
      double slope = (fLow - fHigh) / share;
      double second = (low * fLow - high * fHigh) / share - slope * slope;
      sum += often[i] * (scale + Math.log(share));
      slopes[0] += often[i] * sign * slope / sigma;
      slopes[1] += often[i] * second / (sigma * sigma);
    }
    return sum;
  }

  /** (Φ(b) − Φ(a)) e^−scale for a + b ≥ 0. */
  private static double share(double a, double b, double scale) {
    if (a > 0) {
      return tail(a) - Math.exp(-0.5 * b * b - scale) * tail(b);
    }
    return 1 - Math.exp(-0.5 * a * a) * tail(-a) - Math.exp(-0.5 * b * b) * tail(b);
  }

  /**
   * (1 − Φ(z)) e^{z²/2} for z at least 0: by the continued fraction of Laplace from afar, by the series
   * of Φ near 0 (Abramowitz and Stegun, 26.2.14 and 26.2.11).
   */
  private static double tail(double z) {
    if (z > FAR) {
      return 1 / (z * ROOT);
    }
    if (z < 2.5) {
      double term = z;
      double sum = z;
      for (int k = 3; Math.abs(term) > 1e-16 * sum && k < 200; k += 2) {
        term *= z * z / k;
        sum += term;
      }
      return 0.5 * Math.exp(0.5 * z * z) - sum / ROOT;
    }
    double fraction = z;
    for (int k = 30; k > 0; k--) {
      fraction = z + k / fraction;
    }
    return 1 / (fraction * ROOT);
  }
}

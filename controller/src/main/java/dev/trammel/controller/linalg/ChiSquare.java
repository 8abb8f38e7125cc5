package dev.trammel.controller.linalg;

/** The chi-square distribution of k degrees of freedom, its upper tail. */
public final class ChiSquare {

  /** Of Lanczos' approximation to the gamma function with g = 7 (Godfrey 2001). */
  private static final double[] LANCZOS = {
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private static final double LEAST = 1e-300;
  private static final int TERMS = 100_000;

  private ChiSquare() {}

  /**
   * The probability of more than a value.
   *
   * @param value at least 0
   * @param degrees k, at least 1
   */
  public static double tail(double value, int degrees) {
    Require.nonNegative(value, "chi-square value");
    double a = 0.5 * Require.atLeast(degrees, 1, "degrees of freedom");
    double x = 0.5 * value;
    if (x == 0) {
      return 1;
    }
    double density = StrictMath.exp(a * StrictMath.log(x) - x - logGamma(a));
    return x < a + 1 ? 1 - density * series(a, x) : density * fraction(a, x);
  }

  /**
   * The value that is exceeded with a probability.
   *
   * @param probability above 1e-200, below 1
   * @param degrees k, at least 1
   */
  public static double quantile(double probability, int degrees) {
    Require.inRange(probability, 1e-200, 1 - 1e-12, "tail probability");
    double low = 0;
    double high = degrees;
    while (tail(high, degrees) > probability) {
      low = high;
      high *= 2;
    }
    double middle = 0.5 * (low + high);
    while (low < middle && middle < high) {
      if (tail(middle, degrees) > probability) {
        low = middle;
      } else {
        high = middle;
      }
      middle = 0.5 * (low + high);
    }
    return high;
  }

  /** Σₖ xᵏ / (a (a + 1) … (a + k)). */
  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int k = 1; k < TERMS && term > 1e-17 * sum; k++) {
      term *= x / (a + k);
      sum += term;
    }
    return sum;
  }

  /** The continued fraction of the upper incomplete gamma function, by Lentz's method. */
  private static double fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / LEAST;
    double d = 1 / b;
    double value = d;
    for (int k = 1; k < TERMS; k++) {
      double term = -k * (k - a);
      b += 2;
      d = 1 / awayFromZero(term * d + b);
      c = awayFromZero(b + term / c);
      double factor = d * c;
      value *= factor;
      if (Math.abs(factor - 1) < 1e-16) {
        return value;
      }
    }
    return value;
  }

  private static double awayFromZero(double value) {
    return Math.abs(value) < LEAST ? LEAST : value;
  }

  private static double logGamma(double a) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (a - 1 + i);
    }
    double t = a + 6.5;
    return 0.5 * StrictMath.log(2 * Math.PI)
        + (a - 0.5) * StrictMath.log(t)
        - t
        + StrictMath.log(sum);
  }
}

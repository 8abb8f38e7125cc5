package dev.trammel.sim.scenario;

import dev.trammel.controller.linalg.Require;

/**
 * How often something passed, and what that says of how often it would: the interval of Clopper and
 * Pearson (1934) at 95 %, each of whose ends is missed with a chance of at most 2.5 %.
 *
 * @param passed k
 * @param episodes n, at least 1
 */
public record PassRate(int passed, int episodes) {

  /** α / 2. */
  private static final double TAIL = 0.025;

  /** Halvings that leave an interval of 2⁻⁶⁰. */
  private static final int HALVINGS = 60;

  public PassRate {
    Require.atLeast(episodes, 1, "episodes");
    Require.inRange(passed, 0, episodes, "passed");
  }

  public int failed() {
    return episodes - passed;
  }

  /** k / n. */
  public double rate() {
    return (double) passed / episodes;
  }

  /** The least rate that is compatible with what was seen. */
  public double lower() {
    return lower(passed, episodes);
  }

  /** The greatest rate that is compatible with what was seen. */
  public double upper() {
    return 1 - lower(failed(), episodes);
  }

  /** The p at which k or more of n have a chance of α / 2. */
  private static double lower(int k, int n) {
    if (k == 0) {
      return 0;
    }
    double logChoices = 0;
    for (int i = 1; i <= k; i++) {
      logChoices += StrictMath.log((double) (n - k + i) / i);
    }
    double low = 0;
    double high = (double) k / n;
    for (int i = 0; i < HALVINGS; i++) {
      double p = 0.5 * (low + high);
      if (tail(k, n, p, logChoices) < TAIL) {
        low = p;
      } else {
        high = p;
      }
    }
    return 0.5 * (low + high);
  }

  /** P(X ≥ k) of X ~ B(n, p), p &lt; k/n: its terms fall from the first on. */
  private static double tail(int k, int n, double p, double logChoices) {
    double odds = p / (1 - p);
    double term = 1;
    double sum = 1;
    for (int i = k; i < n && term > 1e-18 * sum; i++) {
      term *= odds * (n - i) / (i + 1);
      sum += term;
    }
    return sum
        * StrictMath.exp(logChoices + k * StrictMath.log(p) + (n - k) * StrictMath.log1p(-p));
  }
}

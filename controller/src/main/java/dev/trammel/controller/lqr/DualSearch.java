package dev.trammel.controller.lqr;

/**
 * Finds the η at which a divergence meets its bound. It falls as η grows, nearly along a line in
 * log η and log KL, so the search is a bracketing secant there (the Illinois variant of the false
 * position), with bisection when that is slow. An infinite divergence stands for an η that is too
 * small to have a controller.
 */
final class DualSearch {

  /** Evaluates the divergence at an η. */
  interface Divergence {

    /** The divergence [nat], +∞ if there is no controller at this η. */
    double at(double eta);
  }

  /** How a search ended. */
  enum End {
    ON_BOUND,
    BELOW_BOUND,
    ABOVE_BOUND
  }

  /** Brackets narrower than this hold a jump, not a root [log η]. */
  private static final double NARROW = 1e-4;

  /** The same where the lower end has no controller. */
  private static final double NARROW_ABOVE_INFINITE = 0.05;

  private static final double LARGEST_STEP = Math.log(1e4);
  private static final double SMALLEST_STEP = Math.log(1.2);

  private final double least;
  private final double greatest;
  private final double tolerance;

  private double low;
  private double lowError;
  private double high;
  private double highError;
  private boolean hasLow;
  private boolean hasHigh;
  private int sameSide;

  private double eta;
  private double divergence;

  DualSearch(DualSearchSettings settings) {
    least = StrictMath.log(settings.minEta());
    greatest = StrictMath.log(settings.maxEta());
    tolerance = settings.tolerance();
  }

  /** The η that was found; the divergence was evaluated there last. */
  double eta() {
    return eta;
  }

  /** The divergence at {@link #eta}. */
  double divergence() {
    return divergence;
  }

  /**
   * Searches.
   *
   * @param function falls with η
   * @param bound what it should come to
   * @param start where to begin
   * @return where the divergence is within the range of η
   */
  End search(Divergence function, double bound, double start) {
    hasLow = false;
    hasHigh = false;
    sameSide = 0;
    double y = Math.max(least, Math.min(greatest, StrictMath.log(start)));
    while (true) {
      double error = evaluate(function, bound, y);
      if (Math.abs(divergence - bound) <= tolerance * bound) {
        return End.ON_BOUND;
      }
      if (error > 0 && y >= greatest) {
        return End.ABOVE_BOUND;
      }
      if (error < 0 && y <= least) {
        return End.BELOW_BOUND;
      }
      keep(y, error);
      if (hasLow && hasHigh && high - low <= narrow()) {
        evaluate(function, bound, high);
        return End.BELOW_BOUND;
      }
      y = next();
    }
  }

  private double evaluate(Divergence function, double bound, double y) {
    eta = StrictMath.exp(y);
    divergence = function.at(eta);
    return StrictMath.log(divergence / bound);
  }

  private double narrow() {
    return Double.isInfinite(lowError) ? NARROW_ABOVE_INFINITE : NARROW;
  }

  private void keep(double y, double error) {
    if (error > 0) {
      // Illinois: an end that stays while the other moves twice counts half
      sameSide = sameSide > 0 ? sameSide + 1 : 1;
      highError = sameSide > 1 ? highError / 2 : highError;
      hasLow = true;
      low = y;
      lowError = error;
    } else {
      sameSide = sameSide < 0 ? sameSide - 1 : -1;
      lowError = sameSide < -1 ? lowError / 2 : lowError;
      hasHigh = true;
      high = y;
      highError = error;
    }
  }

  private double next() {
    if (!hasHigh) {
      return Math.min(greatest, low + step(lowError));
    }
    if (!hasLow) {
      return Math.max(least, high - step(-highError));
    }
    if (Double.isInfinite(lowError) || Double.isInfinite(highError) || Math.abs(sameSide) > 3) {
      return (low + high) / 2;
    }
    double y = low + (high - low) * lowError / (lowError - highError);
    double margin = 0.01 * (high - low);
    return Math.max(low + margin, Math.min(high - margin, y));
  }

  /** KL falls at least about as fast as 1/η where it is far from its bound; overshoot a little. */
  private double step(double error) {
    double grown = 1.2 * error * Math.abs(sameSide);
    return Math.max(SMALLEST_STEP, Math.min(LARGEST_STEP, grown));
  }
}

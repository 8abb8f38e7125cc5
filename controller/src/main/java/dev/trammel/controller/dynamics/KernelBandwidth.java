package dev.trammel.controller.dynamics;

/**
 * Chooses β = 1 / 2h² of the weights w = exp(−β (d² − min d²)) such that their effective number
 * (Σw)² / Σw² is the one asked for. It falls as β grows, so a secant in (log β, log number), kept in
 * a bracket, finds it.
 */
final class KernelBandwidth {

  private static final int MOST_TRIES = 100;

  /** Of the logarithm of the effective number. */
  private static final double TOLERANCE = 1e-3;

  private final double[] gaps;
  private final double[] weights;

  /**
   * @param squaredDistances modified
   */
  KernelBandwidth(double[] squaredDistances) {
    gaps = squaredDistances;
    weights = new double[gaps.length];
    double least = Double.POSITIVE_INFINITY;
    for (double distance : gaps) {
      least = Math.min(least, distance);
    }
    for (int p = 0; p < gaps.length; p++) {
      gaps[p] -= least;
    }
  }

  /** Weights of that effective number; all alike where there are no more points than that. */
  double[] weights(double effectiveNumber) {
    double target = StrictMath.log(effectiveNumber);
    double greatest = greatestGap();
    if (weigh(0) <= target || greatest == 0) {
      return weights;
    }
    double low = StrictMath.log(1e-3 / greatest);
    double high = StrictMath.log(1e12 / greatest);
    double at = StrictMath.log(4 / greatest);
    double slope = -1;
    double number = weigh(StrictMath.exp(at));
    for (int tries = 0; tries < MOST_TRIES && high - low > TOLERANCE; tries++) {
      if (Math.abs(number - target) < TOLERANCE) {
        return weights;
      }
      if (number > target) {
        low = at;
      } else {
        high = at;
      }
      double next = at + (target - number) / slope;
      next = next > low && next < high ? next : 0.5 * (low + high);
      double nextNumber = weigh(StrictMath.exp(next));
      slope = Math.min(-0.1, (nextNumber - number) / (next - at));
      number = nextNumber;
      at = next;
    }
    return weights;
  }

  private double greatestGap() {
    double greatest = 0;
    for (double gap : gaps) {
      greatest = Math.max(greatest, gap);
    }
    return greatest;
  }

  /** Sets the weights of a β; returns the logarithm of their effective number. */
  private double weigh(double beta) {
    double total = 0;
    double squares = 0;
    for (int p = 0; p < gaps.length; p++) {
      double weight = StrictMath.exp(-beta * gaps[p]);
      weights[p] = weight;
      total += weight;
      squares += weight * weight;
    }
    return 2 * StrictMath.log(total) - StrictMath.log(squares);
  }
}

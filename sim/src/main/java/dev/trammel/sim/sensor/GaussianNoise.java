package dev.trammel.sim.sensor;

import java.util.SplittableRandom;

/** Standard normal numbers by Marsaglia's polar method; the same on every Java. */
final class GaussianNoise {

  private final SplittableRandom random;
  private double spare;
  private boolean hasSpare;

  GaussianNoise(long seed) {
    random = new SplittableRandom(seed);
  }

  double next() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double a;
    double b;
    double s;
    do {
      a = 2 * random.nextDouble() - 1;
      b = 2 * random.nextDouble() - 1;
      s = a * a + b * b;
    } while (s >= 1 || s == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
    spare = factor * b;
    hasSpare = true;
    return factor * a;
  }
}

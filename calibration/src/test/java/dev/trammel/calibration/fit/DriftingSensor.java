package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.SplittableRandom;

/** Readings of a sensor at rest whose noise is known. */
final class DriftingSensor {

  static final double PERIOD = 0.004;

  private DriftingSensor() {}

  /**
   * White noise, a drift and a random walk, rounded to counts.
   *
   * @param sigma of the white noise of one reading, and K of the random walk
   * @param size of the drift, in units of its shape
   * @param quantum 0 for none
   */
  static double[] readings(
      long seed, int count, double[] sigma, DriftShape shape, double size, double quantum) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] times = shape.times();
    double deviation = size * Math.sqrt(shape.variance());
    double[] state = new double[times.length];
    for (int c = 0; c < times.length; c++) {
      state[c] = deviation * StandardNormal.draw(random);
    }
    double place = random.nextDouble() * Math.max(quantum, 1e-6);
    double[] readings = new double[count];
    for (int i = 0; i < count; i++) {
      double sum = place + sigma[0] * StandardNormal.draw(random);
      for (int c = 0; c < times.length; c++) {
        double keep = Math.exp(-PERIOD / times[c]);
        sum += state[c];
        state[c] =
            keep * state[c] + deviation * Math.sqrt(1 - keep * keep) * StandardNormal.draw(random);
      }
      place += sigma[1] * Math.sqrt(PERIOD) * StandardNormal.draw(random);
      readings[i] = quantum == 0 ? sum : quantum * Math.rint(sum / quantum);
    }
    return readings;
  }
}

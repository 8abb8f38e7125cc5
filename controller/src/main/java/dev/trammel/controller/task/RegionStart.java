package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import java.util.SplittableRandom;

/**
 * Where the joints of a region's conditions start.
 *
 * @param centre positions [rad or m], one per joint
 * @param range half widths about them
 */
record RegionStart(double[] centre, double[] range) {

  RegionStart {
    centre = Require.finite(centre.clone(), "centre");
    range = Require.length(range.clone(), centre.length, "range");
    for (int i = 0; i < range.length; i++) {
      Require.nonNegative(range[i], "range[" + i + "]");
    }
  }

  /** One number of the generator per joint, wherever it may start. */
  double[] draw(SplittableRandom random) {
    double[] drawn = new double[centre.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = centre[i] + range[i] * (2 * random.nextDouble() - 1);
    }
    return drawn;
  }
}

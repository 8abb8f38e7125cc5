package dev.trammel.sim.scenario;

import dev.trammel.controller.linalg.Require;
import java.util.SplittableRandom;

/** Numbers between two, all alike; or one number, if the two are equal. */
public record Range(double least, double most) {

  public Range {
    Require.finite(least, "least");
    Require.finite(most, "most");
    if (least > most) {
      throw new IllegalArgumentException(
          "a range must satisfy least ≤ most, was " + least + " to " + most);
    }
  }

  public static Range of(double value) {
    return new Range(value, value);
  }

  /** Takes one number from the source, whatever the range. */
  public double draw(SplittableRandom random) {
    return at(random.nextDouble());
  }

  /** The number at a share of the way, 0 … 1. */
  double at(double share) {
    // exact at both ends
    return least == most ? least : least * (1 - share) + most * share;
  }
}

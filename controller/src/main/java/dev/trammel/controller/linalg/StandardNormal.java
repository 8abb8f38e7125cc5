package dev.trammel.controller.linalg;

import java.util.SplittableRandom;

/** Draws from N(0, 1) with the same bits on every JDK. */
public final class StandardNormal {

  private StandardNormal() {}

  /** One number, by Box and Muller's transform in StrictMath; takes two from the source. */
  public static double draw(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}

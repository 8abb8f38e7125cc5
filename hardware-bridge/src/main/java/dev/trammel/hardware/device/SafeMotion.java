package dev.trammel.hardware.device;

/** The safe action that the birth declares, and when the robot is at rest. */
final class SafeMotion {

  /** No longer than this is the safe action given in order to come to rest [µs]. */
  static final long LONGEST = 2_000_000;

  private final Wiring wiring;
  private final double[] effort;

  SafeMotion(Wiring wiring) {
    this.wiring = wiring;
    effort = new double[wiring.m];
  }

  /**
   * What to give.
   *
   * @param reading p, finite; not modified
   * @return m, good until the next call
   */
  double[] effort(double[] reading) {
    for (int i = 0; i < effort.length; i++) {
      // nothing, or against the motion: u = −gain · rate
      effort[i] =
          wiring.dampingGain[i] == 0 ? 0 : -wiring.dampingGain[i] * reading[wiring.dampingRate[i]];
    }
    return effort;
  }

  /** Whether every rate is below its threshold. */
  boolean isAtRest(double[] reading) {
    for (int i = 0; i < reading.length; i++) {
      if (wiring.isRate[i] && !(Math.abs(reading[i]) < wiring.restRate[i])) {
        return false;
      }
    }
    return true;
  }
}

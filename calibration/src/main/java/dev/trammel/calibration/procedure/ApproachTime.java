package dev.trammel.calibration.procedure;

/**
 * How long a joint may take out to a bound and back again within one motion.
 *
 * @param fastest that the way takes in either direction [s]
 * @param longest motion [s]
 */
record ApproachTime(double fastest, double longest) {

  /** The way back is known to be free. */
  private static final double FASTER_BACK = 4;

  /**
   * It stands still at the end, so that brakes take it at once: one that believes wrong masses falls
   * for as long as the robot waits for it to come to rest [s].
   */
  private static final double STANDING = 0.3;

  /** @param out time for the way out [s] */
  double back(double out) {
    return Math.max(out / FASTER_BACK, fastest);
  }

  /** Both ways, and what follows [s]. */
  double whole(double out) {
    return out + back(out) + STANDING;
  }

  /** The greatest time for the way out with which one motion has the time for all. */
  double mostOut() {
    double left = longest - STANDING;
    return Math.min(left / (1 + 1 / FASTER_BACK), left - fastest);
  }

  /** Whether there is one. */
  boolean isPossible() {
    return mostOut() >= fastest;
  }
}

package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Fault;

/** What decides on the input of each step of an activity. */
interface Law {

  /** Of laws that the limits are enough for. */
  double[] NO_BOUNDS = {};

  /**
   * The input that is asked for at a step.
   *
   * @param step from 0 on
   * @param reading p, of now; not modified
   * @param now the device's clock [µs]
   * @param out m, with noise where there is some; modified
   * @return NONE, or why the activity cannot go on
   */
  Fault request(int step, double[] reading, long now, double[] out);

  /** m, the greatest input either way that it may have; empty where the limits are enough. */
  default double[] bounds() {
    return NO_BOUNDS;
  }

  /** Whether the first step cannot begin yet, because nobody has commanded anything. */
  default boolean isWaiting() {
    return false;
  }

  /** Whether what was asked for at the last step still holds between steps; NONE if so. */
  default Fault watch(long now) {
    return Fault.NONE;
  }
}

package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Request;

/** Says what to do next, from a reading. */
interface Pilot {

  /**
   * What to say.
   *
   * @param answered the step whose reading is known
   * @param acting the first step that the answer can reach, {@code answered + 1}, or 0 at first
   * @param reading n, at {@code answered}; not modified
   * @param applied m, what was done there; not modified
   */
  Request next(int answered, int acting, double[] reading, double[] applied);
}

package dev.trammel.controller.policy;

import dev.trammel.controller.control.RealTime;

/** Computes the mean of a policy. A workspace of one thread; allocates nothing. */
public interface PolicyMean {

  /**
   * Computes μ(o).
   *
   * @param o p entries; not modified
   * @param mean m entries; modified
   * @return false if the mean is not finite; {@code mean} is then undefined
   */
  @RealTime
  boolean of(double[] o, double[] mean);
}

package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;

/** Where a controller's plans come from. */
interface Planning extends AutoCloseable {

  /**
   * Sees to a plan for a step, on a model that knows of the transition to it; returns in time, with
   * or without one. Plans of before the episode are forgotten.
   *
   * @param request the next one; not modified
   */
  @RealTime
  void request(PlanRequest request);

  /** The newest plan there is; its request tells how new. */
  @RealTime
  MpcPlan newest();

  @Override
  void close();
}

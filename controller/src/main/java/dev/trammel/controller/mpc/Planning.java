package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import org.ejml.data.DMatrixRMaj;

/** Where a controller's plans come from. */
interface Planning extends AutoCloseable {

  /**
   * Sees to a plan for a step; returns in time, with or without one.
   *
   * @param request its number, from 1
   * @param firstOfEpisode number of the episode's first one; plans of before are forgotten
   * @param x n×1; not modified
   */
  @RealTime
  void request(long request, long firstOfEpisode, int step, DMatrixRMaj x);

  /** The newest plan there is; its request tells how new. */
  @RealTime
  MpcPlan newest();

  @Override
  void close();
}

package dev.trammel.controller.control;

import dev.trammel.controller.plant.Action;
import org.ejml.data.DMatrixRMaj;

/** Sees every cycle of a {@link ControlLoop}, on its thread. */
public interface CycleListener {

  /**
   * One cycle, after the action was applied.
   *
   * @param step from 0
   * @param estimate that the controller saw; not modified
   * @param truth p×1 true sensor values at the estimate's time, NaN where unknown; not modified
   * @param action requested and applied; not modified
   */
  @RealTime
  void cycle(
      int step, StateEstimate estimate, DMatrixRMaj truth, Action action, CycleStatus status);

  /**
   * The state after the last action.
   *
   * @param estimate not modified
   * @param truth p×1, NaN where unknown; not modified
   * @param status of the last observation
   */
  @RealTime
  void end(StateEstimate estimate, DMatrixRMaj truth, CycleStatus status);
}

package dev.trammel.controller.control;

/** How one control cycle went. */
public enum CycleStatus {
  /** The controller's action was applied as asked. */
  OK,
  /** The controller's action was limited. */
  SATURATED,
  /** No fresh reading: the safe action was applied. */
  STALE_OBSERVATION,
  /**
   * The reading, the truth or the estimate was not finite: the safe action was applied. Or what the
   * plant says it applied was not: it was told what is recorded.
   */
  INVALID_OBSERVATION,
  /** The controller had no finite action: the safe action was applied. */
  CONTROLLER_FAILED,
  /** The state left where the controller is valid: the safe action was applied, the episode ends. */
  LEFT_TUBE;

  /** Whether the controller's own action reached the body, limited or not. */
  public boolean controlled() {
    return this == OK || this == SATURATED;
  }

  /** Whether the estimate stands on a fresh reading; otherwise it is an older one. */
  public boolean observed() {
    return this != STALE_OBSERVATION && this != INVALID_OBSERVATION;
  }
}

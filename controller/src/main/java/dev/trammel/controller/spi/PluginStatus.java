package dev.trammel.controller.spi;

/** How one update of a {@link ControllerPlugin} went. */
public enum PluginStatus {
  /** The controller's action, as it wants it. */
  OK,
  /** The controller's action, limited to what the actuators can do. */
  SATURATED,
  /** The safe action: the plugin is not active. */
  INACTIVE,
  /** The safe action: there was no observation. */
  NO_OBSERVATION,
  /** The safe action: the observation had an entry that is not finite. */
  INVALID_OBSERVATION,
  /** The safe action: the episode that the controller was made for is over. */
  EPISODE_OVER,
  /** The safe action: the controller had no finite answer. */
  CONTROLLER_FAILED,
  /** The safe action, as far as it fits: an array has the wrong length. */
  WRONG_SIZE;

  /** Whether the action is the controller's own, limited or not. */
  public boolean controlled() {
    return this == OK || this == SATURATED;
  }
}

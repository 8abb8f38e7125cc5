package dev.trammel.controller.mpc;

/** What innovations say of a model. */
public enum GuardVerdict {
  /** They are as the model expects. */
  SOUND,

  /** They are larger: plans on the model are not to be trusted, a robust local controller is. */
  WRONG,

  /** They are so much larger that nothing learned is to be trusted: the robot's safe action. */
  BEYOND
}

package dev.trammel.controller.learn;

/** What the episodes said of the controller that was tried. */
public enum Verdict {
  /** Nothing to compare it with. */
  FIRST,
  ACCEPTED,
  /** Too far from what was promised: the last accepted controller is taken up again. */
  ROLLED_BACK
}

package dev.trammel.controller.robot;

/** How a body may move against its parent, by one degree of freedom. */
public enum JointType {
  REVOLUTE,
  CONTINUOUS,
  PRISMATIC;

  public boolean rotates() {
    return this != PRISMATIC;
  }
}

package dev.trammel.hardware.wire;

/** What LIFECYCLE can ask for, section 5. */
public enum Transition implements Numbered {
  CONFIGURE(1),
  ACTIVATE(2),
  DEACTIVATE(3),
  RESET(4),
  CLEANUP(5),
  ABORT(6);

  private final int number;

  Transition(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}

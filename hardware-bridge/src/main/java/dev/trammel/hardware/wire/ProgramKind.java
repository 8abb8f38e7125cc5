package dev.trammel.hardware.wire;

/** The kinds of programs, section 8. */
public enum ProgramKind implements Numbered {
  AFFINE(1),
  NETWORK(2);

  private final int number;

  ProgramKind(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  /** What a device does that runs one. */
  public Activity activity() {
    return this == AFFINE ? Activity.EPISODE : Activity.POLICY;
  }
}

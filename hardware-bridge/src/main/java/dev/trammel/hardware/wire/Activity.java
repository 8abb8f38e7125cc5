package dev.trammel.hardware.wire;

/** What an active device does, section 5. */
public enum Activity implements Numbered {
  NONE(0),
  HOLD(1),
  MOVE(2),
  EPISODE(3),
  POLICY(4),
  STREAM(5),
  HORIZON(6);

  private final int number;

  Activity(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}

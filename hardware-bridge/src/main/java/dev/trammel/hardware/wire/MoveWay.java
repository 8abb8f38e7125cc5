package dev.trammel.hardware.wire;

/** How MOVE brings the robot to a start, section 5. */
public enum MoveWay implements Numbered {
  SERVO(1),
  PLACE(2);

  private final int number;

  MoveWay(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}

package dev.trammel.hardware.wire;

/** How a run ended, section 9. */
public enum RunEnd implements Numbered {
  WHOLE(0),
  ABORTED(1),
  STOPPED(2),
  FAULT(3);

  private final int number;

  RunEnd(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}

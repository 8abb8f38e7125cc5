package dev.trammel.hardware.wire;

/** Why a device is in FAULT, section 5. */
public enum Fault implements Numbered {
  NONE(0),
  STOPPED(1),
  LEASE(2),
  LATE(3),
  LIMIT(4),
  TUBE(5),
  SENSOR(6),
  OVERRUN(7),
  GARBLED(8),
  VALUE(9),
  INTERNAL(10);

  private final int number;

  Fault(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}

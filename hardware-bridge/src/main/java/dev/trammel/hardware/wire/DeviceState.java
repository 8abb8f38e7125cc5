package dev.trammel.hardware.wire;

/** The states of a device, section 5. */
public enum DeviceState implements Numbered {
  UNCONFIGURED(0),
  INACTIVE(1),
  ACTIVE(2),
  STOPPING(3),
  FAULT(4);

  private final int number;

  DeviceState(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}

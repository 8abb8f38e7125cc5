package dev.trammel.hardware.wire;

/** What stands between the layers of a network, section 8. */
public enum Activation implements Numbered {
  RELU(0),
  TANH(1);

  private final int number;

  Activation(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}

package dev.trammel.hardware.device;

/** The last reading of the sensors, and what is wrong with it. */
final class Senses {

  /** Of no sensor. */
  static final int NONE = -1;

  private final RobotBody body;
  private final Wiring wiring;
  private final double[] incoming;
  private final double[] reading;
  private boolean isWhole;

  Senses(RobotBody body, Wiring wiring) {
    this.body = body;
    this.wiring = wiring;
    incoming = new double[wiring.p];
    reading = new double[wiring.p];
  }

  /** Reads anew. */
  void read() {
    isWhole = body.read(incoming);
    for (double value : incoming) {
      isWhole &= Double.isFinite(value);
    }
    if (isWhole) {
      System.arraycopy(incoming, 0, reading, 0, incoming.length);
    }
  }

  /** Whether all sensors gave a finite number. */
  boolean isWhole() {
    return isWhole;
  }

  /** p, the last one that was whole; of now if {@link #isWhole}. Not to be modified. */
  double[] reading() {
    return reading;
  }

  /** The first sensor beyond its bounds, or {@link #NONE}. */
  int outOfBounds() {
    for (int i = 0; i < reading.length; i++) {
      if (!(reading[i] >= wiring.sensorLower[i] && reading[i] <= wiring.sensorUpper[i])) {
        return i;
      }
    }
    return NONE;
  }
}

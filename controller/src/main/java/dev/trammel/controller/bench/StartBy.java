package dev.trammel.controller.bench;

/** How a robot comes to where a motion begins. */
public enum StartBy {
  /** Its own position servo brings it there, by what its encoders read. */
  SERVO,
  /** Hands or a fixture put it there; it is there when its encoders read what they should there. */
  HANDS,
  /** The same, but nothing says whether it is there. */
  UNCHECKED_HANDS,
  /** It is there at once, whatever its encoders read: nothing in the world moves. */
  PLACEMENT;

  /** Whether a start is what its encoders must read, and not where its joints are. */
  public boolean isByReadings() {
    return this == SERVO || this == HANDS;
  }
}

package dev.trammel.sim.physics;

/** Pieces of the impulse λᵢ of a joint's dry friction and stops as a function of its rate, by rising rate. */
enum Piece {
  LOWER_STOP,
  SLIDING_BACK,
  STICKING,
  SLIDING_ON,
  UPPER_STOP;

  /** The piece between the stops for a rate. */
  static Piece at(double rate) {
    return rate > 0 ? SLIDING_ON : rate < 0 ? SLIDING_BACK : STICKING;
  }

  boolean clamps() {
    return isStop() || this == STICKING;
  }

  boolean isStop() {
    return this == LOWER_STOP || this == UPPER_STOP;
  }
}

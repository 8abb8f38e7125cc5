package dev.trammel.calibration.fit;

/** What goes along with a {@link FrictionalMotion}, told of each thing that it does. */
interface MotionFollower {

  /** Of a motion that nobody follows. */
  MotionFollower NOBODY = new MotionFollower() {};

  /** A first state has been set. */
  default void begin() {}

  /** A step begins under efforts that are held. */
  default void beginStep() {}

  /** The motion is about to look ahead with its last acceleration, by half of what is left or not at all. */
  default void lookAhead(double ahead) {}

  /** It knows its acceleration there, and which joints rest. */
  default void accelerate() {}

  /**
   * It is about to go on.
   *
   * @param duration [s]
   * @param turning joint that comes to rest at the end; −1 if none does
   */
  default void drift(double duration, int turning) {}
}

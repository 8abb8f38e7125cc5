package dev.trammel.calibration.bench;

/** Whoever sits at the bench while a session goes on. */
public interface SessionWatcher {

  /** One line of news. */
  void say(String line);

  /**
   * Something begins that takes its time.
   *
   * @param name of the motion, or of what is listened to
   * @param seconds it takes
   */
  void begin(String name, double seconds);

  /**
   * A reading came, in a thread of the body's; must not wait.
   *
   * @param seconds by the robot's clock
   * @param reading p; not modified, not to be kept
   * @param applied m; not modified, not to be kept
   */
  void read(double seconds, double[] reading, double[] applied);

  /** The same of one that came on the way to the start of the motion, before it begins itself. */
  default void approach(double seconds, double[] reading, double[] applied) {
    read(seconds, reading, applied);
  }

  /** Whether the session is to end. */
  boolean isInterrupted();
}

package dev.trammel.hardware.device;

/**
 * The robot below the core: what a firmware author writes for a machine. Everything is called from
 * the one thread that calls the {@link Device}.
 *
 * <pre>
 *   p  sensors    m  actuators    J  joints that MOVE can aim, all as the birth lists them
 * </pre>
 */
public interface RobotBody {

  /**
   * Time passes up to here. A real body does nothing: its time passes by itself.
   *
   * @param nowMicros the device's clock [µs]
   */
  void advance(long nowMicros);

  /**
   * Reads all sensors.
   *
   * @param out p; modified
   * @return false if one of them gave nothing; {@code out} is then undefined
   */
  boolean read(double[] out);

  /**
   * What the device computes from a reading for policies.
   *
   * @param reading p; not modified
   * @param out one number per feature; modified
   */
  void features(double[] reading, double[] out);

  /**
   * Gives efforts from now on, until the next call of this or of {@link #cutOff}.
   *
   * @param efforts m, finite and within all limits; not modified
   */
  void apply(double[] efforts);

  /** Switches the actuators off, and brakes on where there are some. Comes often; harmless. */
  void cutOff();

  /**
   * Aims the body's own servo. It then moves as fast as the body finds right.
   *
   * @param positions J; not modified
   * @param reading p, where the robot is now; not modified
   */
  void aim(double[] positions, double[] reading);

  /**
   * What the servo wants now; the core limits it.
   *
   * @param reading p; not modified
   * @param seconds since it was last asked [s]
   * @param out m efforts; modified
   */
  void servo(double[] reading, double seconds, double[] out);

  /**
   * Is put somewhere by other hands than its own, and held there.
   *
   * @param positions J; not modified
   * @param velocities J, with which it is let go; not modified
   * @return false if nobody can do that
   */
  boolean place(double[] positions, double[] velocities);

  /** What was placed is let go. Comes often; harmless. */
  void letGo();
}

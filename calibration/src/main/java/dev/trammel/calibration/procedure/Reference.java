package dev.trammel.calibration.procedure;

/** Where all joints should be at each instant of a motion. */
@FunctionalInterface
public interface Reference {

  /**
   * Looks it up.
   *
   * @param seconds since the motion began
   * @param q n positions; modified
   * @param qd n rates; modified
   * @param qdd n accelerations; modified
   */
  void at(double seconds, double[] q, double[] qd, double[] qdd);
}

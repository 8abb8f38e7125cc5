package dev.trammel.hardware.conformance;

/**
 * One promise of the page that is tried.
 *
 * @param name for reports; unique
 * @param section of the page
 * @param moves whether the robot must be active for it
 * @param trial tries it
 */
record Check(String name, int section, boolean moves, Trial trial) {

  /** Throws a {@link Deviation} if the promise is not kept. */
  @FunctionalInterface
  interface Trial {

    void run(Rig rig);
  }

  /** One for which the robot stays at rest. */
  static Check still(String name, int section, Trial trial) {
    return new Check(name, section, false, trial);
  }

  /** One for which the robot is active. */
  static Check moving(String name, int section, Trial trial) {
    return new Check(name, section, true, trial);
  }
}

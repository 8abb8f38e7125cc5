package dev.trammel.controller.bench;

import dev.trammel.controller.plant.Plant;

/**
 * A body on a bench: beside what every body can, it says what it is, records by its own clock, and
 * lets the way to it and its watchdog be measured. It is {@link #open opened} and closed as others
 * are; all calls but {@link #interrupt} come from the thread that opened it.
 *
 * <p>What it cannot do is a {@link dev.trammel.controller.plant.PlantException} that says which robot,
 * what it was to do, why it did not, and what to do about it.
 */
public interface BenchBody extends Plant {

  /** What it says of itself. */
  Nameplate nameplate();

  /** How it comes to the start of a motion. */
  StartBy startsBy();

  /**
   * Goes through a motion, and leaves the robot with its safe action.
   *
   * @return what was recorded; of a motion that the robot broke off, as far as it came
   * @throws dev.trammel.controller.plant.PlantException if it refused to begin, or was lost with
   *     what it recorded
   */
  Recording perform(Motion motion);

  /**
   * Reads the sensors, one reading a period, with the actuators off.
   *
   * @param readings how many; those that are lost on the way are left out
   * @return with inputs of 0
   */
  Recording listen(int readings);

  /**
   * Measures the way to the robot and back.
   *
   * @param pings how many are sent
   */
  LinkMeasurement measureLink(int pings);

  /**
   * Begins a motion and gives no sign of life any more from its middle on, until the robot has given
   * it up and is at rest. The robot is then in a fault, which {@link #leaveFault} ends.
   */
  Silence fallSilent(Motion motion);

  /** Leaves a fault that this bench has brought about on purpose; nothing moves. */
  void leaveFault();

  /** Is told of each reading as it comes, in a thread of the body's own; the last one given counts. */
  void watch(ReadingListener listener);

  /** Ends what it does, from any thread: a robot that moves comes to rest. */
  void interrupt();

  /** Hears what the sensors say while a robot moves. */
  @FunctionalInterface
  interface ReadingListener {

    /**
     * A reading came; must not wait.
     *
     * @param seconds by the robot's clock
     * @param reading p; not modified, not to be kept
     * @param applied m; not modified, not to be kept
     */
    void read(double seconds, double[] reading, double[] applied);

    /** The same of one that came before the motion itself began: on the way to its start, or there. */
    default void approach(double seconds, double[] reading, double[] applied) {
      read(seconds, reading, applied);
    }
  }
}

package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.deploy.HostJitter;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A procedure's way to the robot. It is either a rehearsal in the simulator, which finds the peaks
 * of the plan that a person confirms, or the real thing. Whatever is recorded is kept before it is
 * handed over; an interruption ends every call with an exception, the robot at rest.
 */
public interface BenchSession {

  BenchRobot robot();

  /** Joints that are asked about, of those that have an actuator, ascending. */
  List<Integer> joints();

  /** How much of the robot's limits motions may use [-], 0.25 unless the user raised it. */
  double share();

  /** How often what is repeated is done. */
  int repeats();

  /** Random draws for one purpose; the same seed of the user's gives the same draws. */
  SplittableRandom random(String purpose);

  /** Whether this is a rehearsal in the simulator: what is found there is not of the robot. */
  boolean isRehearsal();

  /**
   * Goes through a motion; refuses one beyond the limits of {@link #share}.
   *
   * @return as far as the robot went
   */
  Recording perform(Motion motion);

  /**
   * Reads the sensors with the actuators off.
   *
   * @param name for people and file names
   * @param readings how many, one a period
   */
  Recording listen(String name, int readings);

  LinkMeasurement measureLink(int pings);

  /** Begins a motion and falls silent; leaves the fault that follows. */
  Silence fallSilent(Motion motion);

  /** How late this computer wakes; takes a second. */
  default HostJitter hostJitter() {
    return HostJitter.measure(0.002, 500);
  }

  /** Says what is going on, in one line, to whoever watches. */
  void say(String line);
}

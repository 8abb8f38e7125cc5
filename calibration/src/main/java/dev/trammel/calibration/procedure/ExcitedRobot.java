package dev.trammel.calibration.procedure;

import dev.trammel.calibration.inertial.DynamicsModel;
import dev.trammel.calibration.inertial.EffortWay;
import dev.trammel.calibration.inertial.Excitation;
import dev.trammel.calibration.inertial.ExcitationLimits;
import dev.trammel.calibration.inertial.FourierMotion;
import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.Joint;
import java.util.Optional;

/**
 * How far a robot's joints may be moved to be excited, and what is known of the way of its efforts.
 *
 * @param robot on the bench
 * @param limits of motions
 * @param model of its dynamics
 * @param excitation that looks for motions
 */
record ExcitedRobot(
    BenchRobot robot, ExcitationLimits limits, DynamicsModel model, Excitation excitation) {

  /** Shapes that are tried for one motion. */
  private static final int TRIALS = 300;

  /** What a joint without limits is moved by, and how fast one that gives no speed. */
  private static final double REACH = 1.5;

  private static final double SPEED = 4;

  /** Of a period, which its harmonics need. */
  private static final int LEAST_SAMPLES = 100;

  /** Of a joint's range that is used: the tube about a motion lies within the rest. */
  private static final double RANGE = 0.75;

  /** A joint without an actuator is left where it is: no range, and no effort that counts. */
  private static final double STILL = 1e-9;

  private static final double ANY_EFFORT = 1e9;

  /**
   * One that is moved to a rhythm.
   *
   * @param wanted in whole samples then, of as many of its periods as the robot takes in one motion
   * @param least periods of which there is anything to learn
   * @throws UsageException if the robot does not take that many
   */
  static ExcitedRobot of(BenchSession session, Rhythm wanted, int least) {
    Rhythm rhythm = fitting(session.robot(), wanted, least);
    BenchRobot robot = session.robot();
    ExcitationLimits limits = limits(session);
    double[] speeds = limits.speed();
    for (int i = 0; i < speeds.length; i++) {
      speeds[i] = robot.actuator(i) < 0 ? 1 : speeds[i];
    }
    DynamicsModel model = DynamicsModel.of(robot.described(), speeds, rhythm);
    return new ExcitedRobot(
        robot,
        limits,
        model,
        new Excitation(robot.described(), model.parameters(), model.base(), limits, rhythm));
  }

  private static Rhythm fitting(BenchRobot robot, Rhythm wanted, int least) {
    double step = robot.period();
    long samples = Math.max(LEAST_SAMPLES, Math.round(wanted.period() / step));
    long fade = Math.round(wanted.fade() / step);
    int most = robot.nameplate().mostSteps();
    long periods = Math.min(wanted.periods(), (most - 2 * fade) / samples);
    if (periods < least) {
      throw new UsageException("motions that excite all joints take " + (2 * fade + least * samples)
          + " steps at least, the robot takes " + most + " at most in one motion: let it take more,"
          + " or work at a longer period");
    }
    return new Rhythm(samples * step, fade * step, Math.toIntExact(periods));
  }

  FourierMotion search(BenchSession session, String name) {
    return excitation.search(TRIALS, session.random(name));
  }

  /** m, of motions [N·m or N]. */
  double[] bounds() {
    return robot.described().actuators().stream()
        .mapToDouble(actuator -> limits.effort()[actuator.joint()])
        .toArray();
  }

  private static ExcitationLimits limits(BenchSession session) {
    BenchRobot robot = session.robot();
    int n = robot.described().robot().degreesOfFreedom();
    double[] lower = new double[n];
    double[] upper = new double[n];
    double[] speed = new double[n];
    double[] effort = new double[n];
    for (int i = 0; i < n; i++) {
      Joint joint = robot.joint(i);
      double least = Math.max(joint.lower(), -REACH);
      double most = Math.min(joint.upper(), REACH);
      double fastest = Double.isInfinite(joint.velocity()) ? SPEED : joint.velocity();
      int actuator = robot.actuator(i);
      boolean isStill = actuator < 0;
      double reach = isStill ? STILL : RANGE * (most - least) / 2;
      double middle = isStill ? 0 : (least + most) / 2;
      lower[i] = middle - reach;
      upper[i] = middle + reach;
      speed[i] = isStill ? STILL : session.share() * fastest;
      effort[i] = isStill ? ANY_EFFORT : session.share() * robot.greatestEffort(actuator);
    }
    return new ExcitationLimits(lower, upper, speed, effort);
  }

  /** As far as earlier commands found it; what they did not is looked for, or taken as described. */
  EffortWay way() {
    int n = limits.lower().length;
    double[] strength = new double[n];
    double[] lag = new double[n];
    double[] delay = new double[n];
    boolean isKnown = true;
    for (int i = 0; i < n; i++) {
      strength[i] = known(i, Quantity.STRENGTH).orElse(1.0);
      lag[i] = known(i, Quantity.LAG).orElse(0.0);
      Optional<Double> found = known(i, Quantity.DELAY);
      delay[i] = found.orElse(0.0);
      isKnown &= found.isPresent() || robot.actuator(i) < 0;
    }
    return new EffortWay(strength, lag, delay, isKnown);
  }

  /** What is known of a joint. */
  Optional<Double> known(int joint, Quantity quantity) {
    return robot
        .known()
        .flatMap(file -> file.known(robot.joint(joint).name(), quantity))
        .map(Estimate::value);
  }
}

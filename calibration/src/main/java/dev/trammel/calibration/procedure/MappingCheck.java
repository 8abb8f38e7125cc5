package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.Trace;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether each actuator moves the joint that it is said to move, the way it is said to: while a joint
 * moves, what its motion calls for explains the effort that its own actuator was given,
 *
 * <pre>  u_i ≈ α τ_i(q, q̇, q̈) + D q̇_i + F sign q̇_i + o   with α, D, F ≥ 0,</pre>
 *
 * <p>by the described dynamics. Masses that are wrong by a third, and friction that is described
 * nowhere, bend such a fit little; a wrong joint or sign leaves none of it, or finds it with another
 * actuator. Nothing is told of a joint that friction holds.
 */
final class MappingCheck {

  /** Unexplained shares of sound robots are below this by far. */
  private static final double SOUND = 0.3;

  /** Nothing is wrong with a joint of which less than this is unexplained. */
  private static final double GOOD = 0.05;

  /** Another actuator explains so many times more, if it is the right one. */
  private static final double CLEARLY = 10;

  private static final int LEAST_INSTANTS = 30;

  private MappingCheck() {}

  /**
   * How well efforts are explained by one joint's motion.
   *
   * @param own share of its own actuator's that is not explained [-]
   * @param other least of another's, or of its own turned round [-]
   * @param which of the actuators' joints that is
   */
  record Match(int joint, double own, double other, int which) {

    boolean isSound() {
      return own <= SOUND && (own <= GOOD || other * CLEARLY >= own);
    }
  }

  /** What is wrong, if anything is to be seen. */
  static Optional<String> fault(PlantSettings described, Trace trace) {
    CalledEfforts called = new CalledEfforts(described, trace);
    if (called.count() < LEAST_INSTANTS) {
      return Optional.empty();
    }
    return matches(described, called).stream()
        .filter(match -> !match.isSound())
        .findFirst()
        .map(match -> text(described, match));
  }

  /** Of motions that showed no fault; nothing is said of a joint that hardly moved in them. */
  static List<Judgement> judgements(BenchRobot robot, List<Trace> traces) {
    List<String> told = new ArrayList<>();
    List<String> still = new ArrayList<>();
    for (ActuatorSettings actuator : robot.described().actuators()) {
      boolean isTold =
          traces.stream().anyMatch(trace -> tells(robot.described(), trace, actuator.joint()));
      (isTold ? told : still).add(name(robot.described(), actuator.joint()));
    }
    List<Judgement> judgements = new ArrayList<>();
    if (!told.isEmpty()) {
      judgements.add(Judgement.pass(
          "joint mapping",
          "every actuator moves its own joint, the way it is said to: " + String.join(", ", told)));
    }
    still.forEach(
        joint -> judgements.add(
            Judgement.notIdentifiable(
                joint + " mapping",
                "it hardly moved, so nothing tells whose joint its actuator moves; a greater --share may")));
    return judgements;
  }

  private static boolean tells(PlantSettings described, Trace trace, int joint) {
    CalledEfforts called = new CalledEfforts(described, trace);
    return called.count() >= LEAST_INSTANTS && called.instants(joint) >= LEAST_INSTANTS;
  }

  private static String text(PlantSettings described, Match match) {
    String joint = name(described, match.joint());
    String motion = "the motion of joint " + joint + " leaves " + percent(match.own())
        + " of the effort on it unexplained";
    boolean isTurned = match.which() == match.joint();
    return match.other() >= match.own()
        ? motion
        : motion + ", and " + percent(match.other()) + " of "
            + (isTurned ? "the same turned round" : "that on " + name(described, match.which()));
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  /** One for each joint with an actuator that moved. */
  static List<Match> matches(PlantSettings described, CalledEfforts called) {
    List<Match> matches = new ArrayList<>();
    for (ActuatorSettings actuator : described.actuators()) {
      int joint = actuator.joint();
      if (called.instants(joint) < LEAST_INSTANTS) {
        continue;
      }
      int which = joint;
      double least = called.unexplained(joint, joint, -1);
      for (ActuatorSettings other : described.actuators()) {
        int j = other.joint();
        double left = Math.min(called.unexplained(joint, j, 1), called.unexplained(joint, j, -1));
        if (j != joint && left < least) {
          least = left;
          which = j;
        }
      }
      matches.add(new Match(joint, called.unexplained(joint, joint, 1), least, which));
    }
    return matches;
  }

  private static String name(PlantSettings described, int joint) {
    return described.robot().bodies().get(joint).joint().name();
  }
}

package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.DelayProfile;
import dev.trammel.calibration.fit.Machine;
import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.OutputError;
import dev.trammel.calibration.fit.OutputErrorFit;
import dev.trammel.calibration.fit.OutputErrorSettings;
import dev.trammel.calibration.fit.RoughFit;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.fit.Window;
import dev.trammel.calibration.inertial.SimulatorFamily;
import dev.trammel.calibration.procedure.Shaking.Shaken;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes the simulator move as the robot does: shakes all joints, fits masses, centres, inertias,
 * damping, dry friction and delays to what was recorded, by output error over short windows, and
 * predicts motions that were not fitted. Works with joints that have no actuator.
 */
public final class FitSim implements Procedure {

  /** Of fitted windows [s]. */
  private static final double WINDOW = 0.5;

  private static final double LEAD_IN = 0.3;

  /** Readings of a window at least. */
  private static final int LEAST_READINGS = 10;

  private static final int FEW_JOINTS = 2;

  /** Of the integration, which is of second order [s]. */
  static final double LONGEST_STEP = 2e-3;

  private static final int VALIDATIONS = 2;

  @Override
  public String name() {
    return "fit-sim";
  }

  @Override
  public Findings run(BenchSession session) {
    BenchRobot robot = session.robot();
    Shaking shaking = new Shaking(session);
    List<Trace> training = new ArrayList<>();
    List<Trace> validation = new ArrayList<>();
    int motions = Math.max(2, session.repeats());
    for (int k = 0; k < motions + VALIDATIONS; k++) {
      boolean trains = k < motions;
      Shaken shaken =
          shaking.ask(trains ? "training-" + (k + 1) : "validation-" + (k + 1 - motions));
      Optional<Judgement> fault = fault(robot, shaken);
      if (fault.isPresent()) {
        return new Findings(Map.of(), List.of(fault.get()), List.of(), Map.of());
      }
      (trains ? training : validation).add(shaken.trace());
    }
    if (session.isRehearsal() && robot.joints() > FEW_JOINTS) {
      return rehearsed();
    }
    session.say("fitting " + motions + " motions");
    SimulatorFamily family = family(robot, shaking.excited(), training.get(0));
    List<Window> windows = windows(robot, training);
    OutputErrorFit fit = new OutputError(
            family, windows, OutputErrorSettings.defaults().withLongestStep(LONGEST_STEP))
        .fit(NoiseLevels.described(robot.described()), RoughFit.of(family, training));
    return new FitSimFindings(
            robot,
            family,
            fit,
            new FitSimFindings.Validation(
                validation, window(robot), LONGEST_STEP, windows.size() - fit.windows()))
        .of(session.random("bootstrap"));
  }

  /** A wrong mapping ends many a motion, and is looked for first. */
  private static Optional<Judgement> fault(BenchRobot robot, Shaken shaken) {
    Optional<String> mapping = shaken.recorded().isEmpty()
        ? Optional.empty()
        : MappingCheck.fault(robot.described(), shaken.trace());
    if (mapping.isPresent()) {
      return Optional.of(Judgement.fail(
          "joint mapping",
          mapping.get() + "; a sign, a place or a gear of a joint is not as described: ask checkout"
              + " and encoder before any fit"));
    }
    return shaken.isWhole() ? Optional.empty() : Optional.of(brokenOff(shaken.end()));
  }

  /** @param end as the robot says it */
  static Judgement brokenOff(String end) {
    String wanted = end.contains("TUBE")
        ? "it strayed too far from where it was led: ask checkout and encoder, then friction"
        : end.contains("LIMIT")
            ? "it came to a limit that the plan keeps away from: ask checkout; where that passes, put"
                + " it farther from the limit, or ask with a smaller --share"
            : "see what stopped it, then ask again";
    return Judgement.fail("motions", "the robot broke one off: " + end + "; " + wanted);
  }

  /** A plan needs no fit, and that of many joints takes minutes. */
  private static Findings rehearsed() {
    return new Findings(
        Map.of(),
        List.of(Judgement.pass(
            "joint mapping", "the simulated robot goes through all motions; nothing was fitted")),
        List.of(),
        Map.of());
  }

  /** [s] */
  static double window(BenchRobot robot) {
    return Math.max(WINDOW, LEAST_READINGS * robot.period());
  }

  private static SimulatorFamily family(BenchRobot robot, ExcitedRobot excited, Trace first) {
    boolean[] strengthKnown = new boolean[robot.joints()];
    for (int i = 0; i < strengthKnown.length; i++) {
      String joint = robot.joint(i).name();
      strengthKnown[i] = robot
          .known()
          .flatMap(known -> known.known(joint, Quantity.STRENGTH))
          .filter(strength -> !strength.method().equals(Dynamics.BELIEVED))
          .isPresent();
    }
    Machine described = Machine.described(robot.described());
    List<DelayProfile> profiles = IntStream.range(0, robot.joints())
        .parallel()
        .mapToObj(i -> DelayProfile.of(described, List.of(first), i))
        .toList();
    return new SimulatorFamily(robot.described(), excited.way(), strengthKnown, profiles);
  }

  private static List<Window> windows(BenchRobot robot, List<Trace> traces) {
    List<Window> all = new ArrayList<>();
    NoiseLevels noise = NoiseLevels.described(robot.described());
    traces.forEach(trace -> all.addAll(Window.cutWhereSure(trace, noise, window(robot), LEAD_IN)));
    return all;
  }
}

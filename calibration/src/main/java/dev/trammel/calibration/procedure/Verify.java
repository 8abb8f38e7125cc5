package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.Drive;
import dev.trammel.calibration.fit.JointFriction;
import dev.trammel.calibration.fit.Machine;
import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.OpenLoop;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.fit.Window;
import dev.trammel.calibration.procedure.Shaking.Shaken;
import dev.trammel.controller.calibration.CalibratedRobot;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.plant.PlantException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks whether a robot still moves as its last calibration says: fresh motions are predicted and
 * nothing is fitted. A calibrated simulator errs by little more than the sensors' noise; one that has
 * become wrong errs more the farther it looks ahead.
 */
public final class Verify implements Procedure {

  private static final int MOTIONS = 2;

  /** What a stretch is looked at for before it is predicted [s]. */
  private static final double LOOKED = 0.5;

  private static final double[] HORIZONS = {0.1, 0.5, 1};
  private static final double LEAD_IN = 0.3;

  private static final int LEAST_READINGS = 10;

  /** Times the sensors' noise, over the middle horizon. */
  private static final double WORST = 2;

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public Findings run(BenchSession session) {
    BenchRobot robot = session.robot();
    Shaking shaking = new Shaking(session);
    List<Trace> traces = new ArrayList<>();
    for (int k = 0; k < MOTIONS; k++) {
      Shaken shaken = shaking.ask("verification-" + (k + 1));
      if (!shaken.isWhole()) {
        throw new PlantException("robot " + robot.nameplate().device()
            + " broke a motion of verify off: " + shaken.end() + "; ask checkout");
      }
      traces.add(shaken.trace());
    }
    return judge(robot, traces);
  }

  private static Findings judge(BenchRobot robot, List<Trace> traces) {
    FindingsBuilder findings = new FindingsBuilder();
    double scale = Math.max(1, LEAST_READINGS * robot.period() / LOOKED);
    double looked = LOOKED * scale;
    NoiseLevels noise = NoiseLevels.described(robot.described());
    List<Window> stretches = new ArrayList<>();
    // a stretch begins where no joint is about to be held or let go by its friction
    traces.forEach(trace -> stretches.addAll(
        Window.cutWhereSure(trace, noise, looked + HORIZONS[HORIZONS.length - 1], LEAD_IN)));
    OpenLoop machine = new OpenLoop(machine(robot), noise, FitSim.LONGEST_STEP);
    int first = (int) Math.round(looked / robot.period());
    double[][][] errors = machine.errors(stretches, first);
    StringBuilder all = new StringBuilder();
    for (double horizon : HORIZONS) {
      int reading = first + (int) Math.round(horizon / robot.period());
      double error = machine.positionScore(errors, first, reading + 1);
      findings.number(
          String.format(Locale.ROOT, "open_loop_floors_over_%.1f_seconds", horizon), error);
      all.append(String.format(Locale.ROOT, " %.2f over %.1f s", error, horizon));
    }
    int middle = first + (int) Math.round(HORIZONS[1] / robot.period());
    boolean isGood = machine.positionScore(errors, first, middle + 1) <= WORST;
    String reason = "predictions err by" + all + ", in times the sensors' noise; at most " + WORST
        + " over " + HORIZONS[1] + " s is well";
    String against = robot.known().isPresent() ? "calibration" : "description";
    findings.judge(
        isGood
            ? Judgement.pass(against, reason)
            : Judgement.fail(against, reason + "; " + cause(robot)));
    return findings.build();
  }

  /** Described masses are nobody's measurement, so that they tell of no change. */
  private static String cause(BenchRobot robot) {
    boolean isMeasured = robot.known().stream()
        .flatMap(known -> known.estimates().entrySet().stream())
        .anyMatch(entry ->
            entry.getKey().quantity() == Quantity.MASS && entry.getValue().identifiable());
    return isMeasured
        ? "the robot is not what it was: ask fit-sim"
        : "its masses are the described ones, nobody has measured them yet: ask fit-sim";
  }

  /** As the last calibration has the robot; as it is described where there is none. */
  private static Machine machine(BenchRobot robot) {
    Machine machine = Machine.described(robot.described());
    if (robot.known().isEmpty()) {
      return machine;
    }
    Calibration known = robot.known().get();
    machine = machine.withRobot(CalibratedRobot.of(robot.described().robot(), known));
    for (int i = 0; i < robot.joints(); i++) {
      machine = machine.withFriction(
          i, JointFriction.coulomb(machine.robot().bodies().get(i).joint().friction()));
      if (robot.actuator(i) >= 0) {
        machine = machine.withDrive(
            i,
            new Drive(
                value(robot, known, i, Quantity.STRENGTH, 1),
                value(robot, known, i, Quantity.EFFORT_OFFSET, 0),
                value(robot, known, i, Quantity.DELAY, 0),
                value(robot, known, i, Quantity.LAG, 0)));
      }
    }
    return machine;
  }

  private static double value(
      BenchRobot robot, Calibration known, int joint, Quantity quantity, double otherwise) {
    return known.known(robot.joint(joint).name(), quantity).map(Estimate::value).orElse(otherwise);
  }
}

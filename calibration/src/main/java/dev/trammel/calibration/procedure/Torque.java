package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.SlowPass;
import dev.trammel.calibration.fit.StudentT;
import dev.trammel.calibration.fit.TorqueFit;
import dev.trammel.controller.calibration.CalibratedRobot;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.PlantSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much of a commanded effort arrives at a joint? The robot's own weight is the reference, as it
 * is known, else as it is described: it goes through poses slowly, both ways, and what was commanded
 * is held against what holds such a robot. A link that is heavier looks like a motor that is weaker.
 */
public final class Torque implements Procedure {

  private static final int POSES = 16;
  private static final int LEAST_POSES = 6;

  private static final String DESCRIBED = "slow passes against the described weight";
  private static final String KNOWN = "slow passes against the weight that was known";

  /** A strength known worse than this is of no use [-]. */
  private static final double USEFUL = 0.05;

  /** A motor that is so far from its data sheet is broken, or another one [-]. */
  private static final double STRANGE = 0.25;

  /** Departure from a line, as a share of the efforts' range, that is none of noise [-]. */
  private static final double BENT = 0.05;

  /** Greatest half interval of an offset that is known, of the greatest effort [-]. */
  private static final double KNOWN_OFFSET = 0.005;

  @Override
  public String name() {
    return "torque";
  }

  @Override
  public Findings run(BenchSession session) {
    FindingsBuilder found = new FindingsBuilder();
    PlantSettings described = session.robot().described();
    List<SlowPass> passes = WeighedPoses.of(session, POSES, 0, LEAST_POSES, found);
    if (passes.isEmpty()) {
      return found.build();
    }
    TorqueFit fit =
        TorqueFit.of(passes, weighed(session.robot()), described.world().gravity());
    for (int joint : session.joints()) {
      report(found, session, joint, fit.joints().get(joint));
    }
    return found.build();
  }

  /** Whether a weight is in a strength: who takes both for known finds that weight again. */
  static boolean isByWeight(Estimate strength) {
    return weightOf(strength).isPresent();
  }

  /** Which weight is in a strength, in a word; nothing for none. */
  static Optional<String> weightOf(Estimate strength) {
    return switch (strength.method()) {
      case DESCRIBED -> Optional.of("described");
      case KNOWN -> Optional.of("known");
      default -> Optional.empty();
    };
  }

  private static boolean isWeightKnown(BenchRobot robot) {
    return robot
        .known()
        .filter(known -> known.estimates().entrySet().stream()
            .anyMatch(entry -> entry.getKey().quantity().of() == Quantity.Of.LINK
                && entry.getValue().identifiable()))
        .isPresent();
  }

  /** Strengths and masses are told up to a factor: those of a calibration must be of one. */
  private static RobotModel weighed(BenchRobot robot) {
    RobotModel described = robot.described().robot();
    return isWeightKnown(robot)
        ? CalibratedRobot.of(described, robot.known().orElseThrow())
        : described;
  }

  private static void report(
      FindingsBuilder found, BenchSession session, int joint, TorqueFit.OfJoint fit) {
    String name = session.robot().joint(joint).name();
    Premise premise =
        isWeightKnown(session.robot()) ? Premise.FOUND_WEIGHT : Premise.DESCRIBED_WEIGHT;
    String method = premise == Premise.FOUND_WEIGHT ? KNOWN : DESCRIBED;
    double reach = StudentT.deviations(fit.degrees());
    Parameter strength = new Parameter(name, Quantity.STRENGTH);
    double half = reach * fit.strengthDeviation();
    boolean isUseful = half < USEFUL;
    boolean isTold = isUseful && !isLikelyTheWeight(fit, premise);
    found.estimate(
        strength,
        fit.strength(),
        isTold ? half : Double.POSITIVE_INFINITY,
        fit.commanded().length,
        method);
    found.estimateAboutZero(
        new Parameter(name, Quantity.EFFORT_OFFSET),
        fit.offset(),
        isUseful ? reach * fit.offsetDeviation() : Double.POSITIVE_INFINITY,
        fit.commanded().length,
        method,
        KNOWN_OFFSET * WeighedPoses.limit(session, joint));
    found.grant(strength, premise);
    found.grant(new Parameter(name, Quantity.EFFORT_OFFSET), premise);
    found.number(name + "_linearity_share", fit.linearity());
    judge(found, name, fit, half, premise);
    if (isUseful) {
      found.figure(figure(name, session, joint, fit));
    }
  }

  private static boolean isStrange(TorqueFit.OfJoint fit) {
    return Math.abs(fit.strength() - 1) > STRANGE;
  }

  /** Whether a strange strength is more likely a weight that nobody measured. */
  private static boolean isLikelyTheWeight(TorqueFit.OfJoint fit, Premise premise) {
    return isStrange(fit) && premise == Premise.DESCRIBED_WEIGHT;
  }

  private static void judge(
      FindingsBuilder found, String name, TorqueFit.OfJoint fit, double half, Premise premise) {
    String subject = name + " strength";
    if (!(half < USEFUL)) {
      found.judge(Judgement.notIdentifiable(
          subject,
          String.format(
              Locale.ROOT,
              "its weight takes %.3g of effort in these poses, too little beside friction and"
                  + " ripple; fix a known mass to it, or turn the robot's base",
              fit.range())));
      return;
    }
    String size =
        String.format(Locale.ROOT, "%.4f ± %.2g of the effort arrives", fit.strength(), half)
            + premise.clause();
    if (isLikelyTheWeight(fit, premise)) {
      found.judge(Judgement.notIdentifiable(
          subject,
          size
              + String.format(
                  Locale.ROOT,
                  "; more likely its links have %.3g times the described moment, which looks the same: weigh"
                      + " them, or go on, and fit-sim finds what moves alike",
                  1 / fit.strength())));
    } else if (isStrange(fit)) {
      found.judge(
          Judgement.fail(subject, size + "; look for a wrong motor constant or a wrong gear"));
    } else if (fit.linearity() > BENT) {
      found.judge(Judgement.fail(
          subject,
          size
              + String.format(
                  Locale.ROOT,
                  ", but the line is missed by %.1f %% of the range;",
                  100 * fit.linearity())
              + " that weight is not the robot's, or the motor saturates"));
    } else {
      found.judge(Judgement.pass(subject, size));
    }
  }

  private static Plot figure(String name, BenchSession session, int joint, TorqueFit.OfJoint fit) {
    String unit = JointUnits.of(session.robot(), joint).effort();
    double[] line = new double[fit.weight().length];
    for (int i = 0; i < line.length; i++) {
      line[i] = fit.strength() * fit.commanded()[i] + fit.offset();
    }
    return new Plot(
            name + ": weight against command", "command [" + unit + "]", "weight [" + unit + "]")
        .add("poses", fit.commanded(), fit.weight(), 0, Mark.DOTS)
        .add("line", fit.commanded(), line, 1, Mark.THIN);
  }
}

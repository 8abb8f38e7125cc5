package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.GravityFit;
import dev.trammel.calibration.fit.GravitySet;
import dev.trammel.calibration.fit.SlowPass;
import dev.trammel.calibration.fit.StudentT;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.task.EncoderCorrection;
import dev.trammel.controller.task.PlantSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What does the robot weigh, and where do its encoders point? It goes through poses slowly, both ways,
 * and the sums of masses and first moments are fitted to what held it. The strength of its motors is
 * taken from earlier runs, else as commanded. What is said of offsets rests on centres of mass that
 * lie in the directions that are described.
 */
public final class Gravity implements Procedure {

  private static final int POSES = 24;
  private static final int POSES_PER_JOINT = 3;
  private static final int LEAST_POSES = 12;

  /** Greatest half interval of an angle that is known [rad]. */
  private static final double KNOWN_SHIFT = 0.005;

  /** An encoder that is further off is to be mended first [rad]. */
  private static final double GREATEST_SHIFT = 0.1;

  /** Root mean square of residuals, as a share of that of efforts, that is none of noise [-]. */
  private static final double MISFIT = 0.05;

  /** Residuals below this share of the greatest effort are of no matter [-]. */
  private static final double FELT = 0.002;

  private static final String NAME = "gravity";

  /** Offsets so many of their half intervals apart are not the same [-]. */
  private static final double SURELY = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Findings run(BenchSession session) {
    FindingsBuilder found = new FindingsBuilder();
    PlantSettings described = session.robot().described();
    List<SlowPass> passes = WeighedPoses.of(session, POSES, POSES_PER_JOINT, LEAST_POSES, found);
    if (passes.isEmpty()) {
      return found.build();
    }
    GravitySet set = new GravitySet(described.robot(), described.world().gravity());
    double[] nominal = set.of(described.robot());
    GravityFit fit = GravityFit.of(passes, set, nominal, strengths(session.robot()));
    judgeReference(found, session.robot());
    boolean fits = true;
    for (int joint : session.joints()) {
      fits &= residuals(found, session, joint, fit);
    }
    sums(found, set, fit, passes.size());
    judgeSums(found, set, nominal, fit, fits);
    for (int joint : session.joints()) {
      offset(found, session, joint, fit, passes.size());
    }
    found.number("condition", fit.condition());
    return Granted.in(session.robot(), found.build());
  }

  private static double[] strengths(BenchRobot robot) {
    double[] strengths = new double[robot.described().robot().degreesOfFreedom()];
    for (int joint = 0; joint < strengths.length; joint++) {
      String name = robot.joint(joint).name();
      strengths[joint] = robot
          .known()
          .flatMap(known -> known.known(name, Quantity.STRENGTH))
          .map(Estimate::value)
          .orElse(1.0);
    }
    return strengths;
  }

  private static void judgeReference(FindingsBuilder found, BenchRobot robot) {
    circle(robot)
        .ifPresent(why -> found.judge(Judgement.notIdentifiable("reference of the weight", why)));
  }

  /** Strengths that were found by a weight bring that weight back. */
  static Optional<String> circle(BenchRobot robot) {
    Set<String> weights = new TreeSet<>();
    robot
        .known()
        .ifPresent(known -> known.estimates().forEach((parameter, estimate) -> {
          if (parameter.quantity() == Quantity.STRENGTH && estimate.identifiable()) {
            Torque.weightOf(estimate).ifPresent(weights::add);
          }
        }));
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of("torque measured the motors by the " + String.join(" and the ", weights)
            + " weight, so these weights are that one again; ask gravity before torque, or with"
            + " --calibration none, which takes the motors as they are described");
  }

  private static void sums(FindingsBuilder found, GravitySet set, GravityFit fit, int passes) {
    double reach = StudentT.deviations(fit.degrees());
    for (int i = 0; i < set.size(); i++) {
      found.estimate(
          new Parameter(set.name(i), Quantity.BASE),
          fit.beta()[i],
          reach * fit.betaDeviations()[i],
          passes,
          "slow passes, least squares");
    }
  }

  /** @param fits whether the weights explain what held the joints */
  private static void judgeSums(
      FindingsBuilder found, GravitySet set, double[] nominal, GravityFit fit, boolean fits) {
    double reach = StudentT.deviations(fit.degrees());
    for (int i = 0; i < set.size(); i++) {
      String subject = "weight " + set.name(i);
      String size = String.format(
          Locale.ROOT,
          "%.4g ± %.2g, described are %.4g",
          fit.beta()[i],
          reach * fit.betaDeviations()[i],
          nominal[i]);
      if (!found.isKnown(new Parameter(set.name(i), Quantity.BASE))) {
        found.judge(
            Judgement.notIdentifiable(subject, size + "; it holds next to nothing in these poses"));
      } else if (!fits) {
        found.judge(Judgement.notIdentifiable(subject, size + "; but no weight fits well"));
      } else {
        found.judge(Judgement.pass(subject, size));
      }
    }
  }

  private static void offset(
      FindingsBuilder found, BenchSession session, int joint, GravityFit fit, int passes) {
    String name = session.robot().joint(joint).name();
    Parameter parameter = new Parameter(name, Quantity.OFFSET);
    double half = StudentT.deviations(fit.degrees())
        * fit.shiftDeviations()[joint]
        * Math.abs(ReadingMap.of(session.robot()).slope()[joint]);
    // a reading is slope · position + offset; what is known of the offset was taken off before
    ReadingMap known = ReadingMap.of(session.robot());
    double value = known.reading(joint, -fit.shift()[joint]);
    found.estimateAboutZero(parameter, value, half, passes, "direction of the weight", KNOWN_SHIFT);
    String subject = name + " offset";
    JointUnits units = JointUnits.of(session.robot(), joint);
    String size = units.within("%.2f", value, half);
    if (!(half <= KNOWN_SHIFT)) {
      found.judge(Judgement.notIdentifiable(
          subject, "the weight does not tell the angle; run encoder against stops or known poses"));
      return;
    }
    Estimate own = ownOffset(session.robot(), joint, value, half);
    Optional<Estimate> before = changed(session.robot(), name, own);
    if (before.isPresent()) {
      found.judge(Judgement.fail(
          subject,
          units.within("%.2f", own.value(), own.half()) + " of the encoder, but it was known to be "
              + units.within("%.2f", before.get().value(), before.get().half())
              + ": the encoder, or what hangs on the joint, is not what it was; run encoder, then"
              + " gravity again"));
    } else if (Math.abs(value) > GREATEST_SHIFT) {
      found.judge(Judgement.fail(subject, size + "; run encoder"));
    } else {
      found.judge(
          Judgement.pass(subject, size + ", if centres of mass lie in the directions described"));
    }
  }

  /** Of the encoder itself, where the offset of what the robot makes of it was found. */
  private static Estimate ownOffset(BenchRobot robot, int joint, double value, double half) {
    EncoderCorrection by = robot.correction(joint);
    return new Estimate(value, value - half, value + half, 1, NAME, true)
        .line(by.rateOfReading(), by.offset());
  }

  /**
   * What another question knew of an offset, if this is surely another.
   *
   * @param found of the encoder itself, as all that is known is
   */
  private static Optional<Estimate> changed(BenchRobot robot, String joint, Estimate found) {
    return robot
        .known()
        .flatMap(known -> known.known(joint, Quantity.OFFSET))
        .filter(offset -> !offset.source().question().equals(NAME))
        .filter(offset -> Math.abs(offset.value() - found.value())
            > SURELY * Math.hypot(offset.half(), found.half()));
  }

  /** Whether the weights explain what held the joint. */
  private static boolean residuals(
      FindingsBuilder found, BenchSession session, int joint, GravityFit fit) {
    List<GravityFit.Row> rows =
        fit.rows().stream().filter(row -> row.joint() == joint).toList();
    double[] position = rows.stream().mapToDouble(GravityFit.Row::position).toArray();
    double[] left =
        rows.stream().mapToDouble(row -> row.measured() - row.predicted()).toArray();
    double whole = rms(rows.stream().mapToDouble(GravityFit.Row::measured).toArray());
    String name = session.robot().joint(joint).name();
    JointUnits units = JointUnits.of(session.robot(), joint);
    found.number(name + "_residual_rms", rms(left));
    boolean fits = rms(left) <= Math.max(MISFIT * whole, FELT * WeighedPoses.limit(session, joint));
    if (!fits) {
      found.judge(Judgement.fail(
          name + " residual",
          String.format(
              Locale.ROOT,
              "rms %.3g of %.3g %s; no weight fits well: look at the residual map for a cable, a"
                  + " spring, or friction that depends on place",
              rms(left),
              whole,
              units.effort())));
    }
    found.figure(new Plot(
            name + ": what no weight explains",
            "position [" + units.position() + "]",
            "residual [" + units.effort() + "]")
        .add("poses", position, left, 0, Mark.DOTS));
    return fits;
  }

  private static double rms(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return values.length == 0 ? 0 : Math.sqrt(sum / values.length);
  }
}

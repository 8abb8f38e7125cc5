package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.DelayProfile;
import dev.trammel.calibration.fit.JointFamily;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How late does a command act? Fast motions of one joint after the other, sines and
 * jerks, while the others are held; of all at once where one has no motor. Then output error
 * with delay, lag, friction and the links' inertias free, and the hold of an input over its period
 * part of the model. A regression for every delay is where that starts.
 */
public final class Delay implements Procedure {

  private static final double SINES = 4;
  private static final double JERKS = 2.4;
  private static final int LINES = 8;
  private static final double SLOWEST = 0.7;
  private static final double FASTEST = 7;
  private static final double STROKE = 0.2;
  private static final double TURN = 0.05;

  /** Half of the interval that an effective delay may have, in periods [-]. */
  private static final double WANTED = 0.5;

  /** Of a clock, less than anybody counts [s]. */
  private static final double MICROSECOND = 1e-6;

  /** Delays show at once, and what other joints do unseen has no time to add up [s]. */
  private static final double WINDOW = 0.2;

  /** How it was found where nothing tells a lag from a delay: their sum, and nothing of either. */
  public static final String WHOLE = "output error, short windows, delay and lag as one delay";

  private static final String METHOD = "output error, short windows, joint with dynamics";

  @Override
  public String name() {
    return "delay";
  }

  @Override
  public Findings run(BenchSession session) {
    JointMotions motions = new JointMotions(session);
    motions.settle();
    new Pushes(session, motions).push();
    List<JointMotions.Passage> passages = new ArrayList<>();
    for (int repeat = 1; repeat <= session.repeats(); repeat++) {
      passages.addAll(motions.shaped(
          "sines-" + repeat,
          SINES,
          (joint, random) -> JointShape.multisine(LINES, SLOWEST, FASTEST, random)));
      passages.addAll(motions.shaped(
          "jerks-" + repeat,
          JERKS,
          (joint, random) -> JointShape.ladder(
              new double[] {random.nextDouble(0.6, 1), 1, random.nextDouble(0.6, 1)},
              random.nextDouble(0.8, 1) * STROKE,
              TURN)));
    }
    FindingsBuilder found = new FindingsBuilder();
    jitter(session, passages.stream().map(JointMotions.Passage::recording).toList(), found);
    if (!session.isRehearsal()) {
      for (List<Integer> joints : motions.groups()) {
        tell(session, motions, joints, JointMotions.Passage.of(joints, passages), found);
      }
    }
    return found.build();
  }

  private static void tell(
      BenchSession session,
      JointMotions motions,
      List<Integer> joints,
      List<Recording> recordings,
      FindingsBuilder found) {
    Optional<JointFit> fit = JointData.of(session, motions, joints, recordings, WINDOW)
        .map(data -> JointFit.of(session, motions, data, new JointFamily.Extent(false, true)));
    Optional<String> failure = fit.isEmpty()
        ? Optional.of("it did not move, or its motions were broken off at once")
        : fit.get().failure();
    for (int joint : joints) {
      failure.ifPresentOrElse(
          why -> found.judge(
              Judgement.notIdentifiable(session.robot().joint(joint).name() + " delay", why)),
          () -> joint(session, fit.orElseThrow(), joint, found));
    }
  }

  /** How even the robot's own clock takes its readings. */
  private static void jitter(
      BenchSession session, List<Recording> recordings, FindingsBuilder found) {
    double worst = 0;
    double squares = 0;
    int count = 0;
    for (Recording recording : recordings) {
      for (int t = 0; t < recording.steps(); t++, count++) {
        double off = recording.time(t + 1) - recording.time(t) - session.robot().period();
        worst = Math.max(worst, Math.abs(off));
        squares += off * off;
      }
    }
    found.number("period_jitter_rms_seconds", Math.sqrt(squares / Math.max(1, count)));
    found.number("period_jitter_worst_seconds", worst);
    double period = session.robot().period();
    String text = worst < MICROSECOND
        ? String.format(
            Locale.ROOT, "readings come on time, every %.3g ms to the microsecond", 1e3 * period)
        : String.format(
            Locale.ROOT,
            "readings come up to %.3g ms off their period of %.3g ms",
            1e3 * worst,
            1e3 * period);
    found.judge(
        worst <= 0.1 * period
            ? Judgement.pass("clock", text)
            : Judgement.fail("clock", text + "; the robot's own loop is not in time"));
  }

  private static void joint(BenchSession session, JointFit fit, int joint, FindingsBuilder found) {
    String name = session.robot().joint(joint).name();
    int e = fit.fit().index(name + JointFamily.EFFECTIVE_DELAY);
    int s = fit.fit().index(name + JointFamily.LAG_SHARE);
    double[] values = fit.fit().values();
    double effective = values[e];
    double half = fit.delayHalf(joint, v -> v[e]);
    double period = session.robot().period();
    double lag = effective * values[s];
    double lagHalf = fit.delayHalf(joint, v -> v[e] * v[s]);
    boolean isSplit = lagHalf <= WANTED * period && lag > lagHalf;
    Parameter delayed = new Parameter(name, Quantity.DELAY);
    Parameter lagging = new Parameter(name, Quantity.LAG);
    double most = WANTED * period;
    int windows = fit.fit().windows();
    if (isSplit) {
      double delayHalf = fit.delayHalf(joint, v -> v[e] * (1 - v[s]));
      found.estimateAboutZero(delayed, effective - lag, delayHalf, windows, METHOD, most);
      found.estimateAboutZero(lagging, lag, lagHalf, windows, METHOD, most);
    } else {
      // their sum is what moves the robot late; a simulator needs it whole, whichever of them it is
      found.estimateAboutZero(delayed, effective, half, windows, WHOLE, most);
      found.estimateAboutZero(lagging, 0, half, windows, WHOLE, most);
    }
    found.number(name + "_lag_seconds", lag);
    found.number(name + "_effective_delay_seconds", effective);
    found.number(name + "_effective_delay_half_interval_seconds", half);
    found.number(
        name + "_effective_delay_by_regression_seconds", fit.profile(joint).delay());
    found.judge(judgement(session, fit, joint, half, isSplit));
    fit.figures(joint).add(found);
    found.figure(
        figure(name, fit.profile(joint), effective, JointUnits.of(session.robot(), joint)));
  }

  private static Judgement judgement(
      BenchSession session, JointFit fit, int joint, double half, boolean isSplit) {
    String name = session.robot().joint(joint).name();
    double period = session.robot().period();
    double effective = fit.value(joint, JointFamily.EFFECTIVE_DELAY);
    String text = String.format(
        Locale.ROOT,
        "%.2f ± %.2f ms from command to effort, delay and lag together%s",
        1e3 * effective,
        1e3 * half,
        isSplit ? "" : "; no lag can be told from it, so it is kept as a delay");
    String subject = name + " delay";
    if (half > WANTED * period) {
      return Judgement.notIdentifiable(
          subject, text + ": too wide; repeat more often, or allow a greater share of the limits");
    }
    if (fit.isMismatch(joint)) {
      return Judgement.fail(
          subject,
          text
              + ", and what is left is not noise: the joint does something that delay, lag, friction"
              + " and rigid links do not explain; look for play, a flexible gear or a filter");
    }
    return Judgement.pass(subject, text);
  }

  private static Plot figure(
      String name, DelayProfile profile, double effective, JointUnits units) {
    double[] millis = Arrays.stream(profile.delays()).map(delay -> 1e3 * delay).toArray();
    return new Plot(
            name + ": what a delay leaves unexplained",
            "delay [ms]",
            "residual effort [" + units.effort() + "]")
        .add("regression", millis, profile.residuals(), 0, Mark.LINE_AND_DOTS)
        .add(
            "output error",
            new double[] {1e3 * effective, 1e3 * effective},
            new double[] {
              Arrays.stream(profile.residuals()).min().orElse(0),
              Arrays.stream(profile.residuals()).max().orElse(1)
            },
            1,
            Mark.DASHED);
  }
}

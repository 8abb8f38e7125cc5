package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.JointFamily;
import dev.trammel.calibration.fit.StudentT;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What follows from pushes, ladders and sines. */
final class FrictionFindings {

  private static final String METHOD = "output error, short windows, delay free";
  private static final String PUSHED = "pushed until it moved";
  private static final int BINS = 24;

  /** Long enough for friction to add up, whose changes are small [s]. */
  private static final double WINDOW = 0.4;

  /** Twice the logarithm of a ratio of likelihoods that one more unknown gains once in 10⁵ times. */
  private static final double NO_CHANCE = 20;

  /** Stiction below this share of dry friction is nothing to anybody. */
  private static final double FELT = 0.05;

  /** What breaks a joint away is surely more than what it rubs by so much [-]. */
  private static final double HOLDS = 1.1;

  /** A lag that is told of is surely more than that [s]. */
  private static final double LEAST_LAG = 5e-4;

  private final BenchSession session;
  private final JointMotions motions;
  private final FindingsBuilder found;
  private final Set<Integer> sticking = new HashSet<>();

  FrictionFindings(BenchSession session, JointMotions motions, FindingsBuilder found) {
    this.session = session;
    this.motions = motions;
    this.found = found;
  }

  /** Of joints that moved together. */
  void tell(List<Integer> joints, List<Recording> recordings) {
    // where all move at once there is too much to be told, and the lag is taken for a third
    boolean asksLag = motions.areAlone();
    Optional<JointFit> first = JointData.of(session, motions, joints, recordings, WINDOW)
        .map(data -> JointFit.of(session, motions, data, new JointFamily.Extent(false, asksLag)));
    if (first.isEmpty()) {
      String end =
          recordings.isEmpty() ? "" : "; the first ended " + recordings.get(0).end();
      untold(joints, "it did not move, or its motions were broken off at once" + end);
      return;
    }
    JointFit holding = first.get().with(new JointFamily.Extent(true, asksLag));
    JointFit sliding =
        first.get().failure().isEmpty() ? first.get() : holding.with(first.get().extent());
    // a search that stopped short may be behind for that alone
    boolean areFound = sliding.failure().isEmpty() && holding.failure().isEmpty();
    boolean sticks = areFound && joints.stream().anyMatch(joint -> sticks(sliding, holding, joint));
    JointFit fit = sticks ? holding : better(sliding, holding, joints);
    if (fit.failure().isPresent()) {
      untold(joints, fit.failure().get());
      return;
    }
    for (int joint : joints) {
      joint(fit, joint);
      if (sticks) {
        stiction(fit, joint);
      }
      if (asksLag) {
        lag(fit, joint);
      }
    }
  }

  /** Whether a joint is foretold so much better with stiction that this is no chance, and it matters. */
  private static boolean sticks(JointFit sliding, JointFit holding, int joint) {
    double more = holding.value(joint, JointFamily.STICTION);
    return more > FELT * holding.value(joint, JointFamily.DRY)
        && holding.gainOver(sliding, joint) > NO_CHANCE;
  }

  /** Of a search that another model's went beyond, the one that went on from there. */
  private static JointFit better(JointFit sliding, JointFit other, List<Integer> joints) {
    if (gain(other, sliding, joints) < NO_CHANCE) {
      return sliding;
    }
    JointFit again = other.with(sliding.extent());
    return gain(again, sliding, joints) > 0 ? again : sliding;
  }

  private static double gain(JointFit fit, JointFit other, List<Integer> joints) {
    return joints.stream().mapToDouble(joint -> fit.gainOver(other, joint)).sum();
  }

  private void untold(List<Integer> joints, String why) {
    for (int joint : joints) {
      String name = session.robot().joint(joint).name();
      for (Quantity quantity : List.of(Quantity.DRY_FRICTION, Quantity.DAMPING)) {
        found.estimate(new Parameter(name, quantity), 0, Double.POSITIVE_INFINITY, 0, METHOD);
      }
      found.judge(Judgement.notIdentifiable(name + " friction", why));
    }
  }

  private void joint(JointFit fit, int joint) {
    String name = session.robot().joint(joint).name();
    estimate(fit, joint, Quantity.DRY_FRICTION, JointFamily.DRY);
    estimate(fit, joint, Quantity.DAMPING, JointFamily.DAMPING);
    estimate(fit, joint, Quantity.FRICTION_ASYMMETRY, JointFamily.ASYMMETRY);
    if (session.robot().actuator(joint) >= 0) {
      int effective = fit.fit().index(name + JointFamily.EFFECTIVE_DELAY);
      found.number(
          name + "_effective_delay_seconds", fit.value(joint, JointFamily.EFFECTIVE_DELAY));
      found.number(
          name + "_effective_delay_half_interval_seconds", fit.delayHalf(joint, v -> v[effective]));
    }
    found.number(name + "_residual_of_noise", fit.excess(joint));
    judge(fit, joint, Quantity.DRY_FRICTION, JointFamily.DRY);
    judge(fit, joint, Quantity.DAMPING, JointFamily.DAMPING);
    fit.figures(joint).add(found);
    found.figure(residuals(fit, joint, name));
  }

  /** What a joint has more at rest: a fact of its own, which a model of sliding alone lacks. */
  private void stiction(JointFit fit, int joint) {
    String name = session.robot().joint(joint).name();
    double more = fit.value(joint, JointFamily.STICTION);
    double half = fit.half(joint, JointFamily.STICTION);
    found.number(name + "_stiction", more);
    found.number(name + "_stiction_half_interval", half);
    if (more > FELT * fit.value(joint, JointFamily.DRY)) {
      sticking.add(joint);
      found.judge(Judgement.pass(
          name + " stiction",
          String.format(
              Locale.ROOT,
              "it holds %.3g ± %.2g %s more at rest than it rubs when it slides, which a simulator"
                  + " without stiction lacks",
              more,
              half,
              units(joint).effort())));
    }
  }

  /** The same, where its motion tells nothing of it: a joint that turns about fast hardly rests. */
  private void stiction(int joint, double breakaway, double half) {
    String name = session.robot().joint(joint).name();
    found
        .estimate(new Parameter(name, Quantity.DRY_FRICTION))
        .filter(Estimate::identifiable)
        .filter(rubs -> !sticking.contains(joint) && breakaway - half > HOLDS * rubs.upper())
        .ifPresent(rubs -> found.judge(Judgement.pass(
            name + " stiction",
            String.format(
                Locale.ROOT,
                "it took %.3g ± %.2g %s to break away, more than the %.3g that it rubs when it slides,"
                    + " which a simulator without stiction lacks",
                breakaway,
                half,
                units(joint).effort(),
                rubs.value()))));
  }

  /** How much of the delay is none: a fact of its own where it is more than a simulator's usual. */
  private void lag(JointFit fit, int joint) {
    String name = session.robot().joint(joint).name();
    int effective = fit.fit().index(name + JointFamily.EFFECTIVE_DELAY);
    int share = fit.fit().index(name + JointFamily.LAG_SHARE);
    double[] values = fit.fit().values();
    double lag = values[effective] * values[share];
    double half = fit.delayHalf(joint, v -> v[effective] * v[share]);
    if (lag - half > LEAST_LAG) {
      found.judge(Judgement.pass(
          name + " lag",
          String.format(
              Locale.ROOT,
              "%.2g ± %.1g ms of its delay are a lag: efforts come in slowly, which a simulator with a"
                  + " pure delay lacks",
              1e3 * lag,
              1e3 * half)));
    }
  }

  private void estimate(JointFit fit, int joint, Quantity quantity, String what) {
    found.estimate(
        new Parameter(session.robot().joint(joint).name(), quantity),
        fit.value(joint, what),
        fit.half(joint, what),
        fit.fit().windows(),
        METHOD);
  }

  /** Of a joint, by how it was pushed. */
  void breakaway(int joint, List<Breakaway> pushes) {
    String name = session.robot().joint(joint).name();
    double strength = motions.known(name, Quantity.STRENGTH).orElse(1.0);
    List<Double> efforts =
        pushes.stream().map(broke -> strength * broke.effort()).toList();
    if (efforts.size() < 2) {
      found.judge(Judgement.notIdentifiable(
          name + " breakaway",
          efforts.isEmpty()
              ? "it did not move however hard it was pushed within the limits; allow a greater --share,"
                  + " or see whether it is blocked"
              : "it was pushed once; --repeat 2 or more tells how sure that is"));
      return;
    }
    double mean = efforts.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = 0;
    for (double effort : efforts) {
      squares += (effort - mean) * (effort - mean);
    }
    int repeats = efforts.size();
    double error = Math.sqrt(squares / (repeats - 1) / repeats);
    // what was taken off is known by half at best
    double systematic =
        strength * pushes.stream().mapToDouble(Breakaway::late).average().orElse(0) / 2;
    double half = Math.hypot(StudentT.deviations(repeats - 1) * error, systematic);
    found.estimate(new Parameter(name, Quantity.BREAKAWAY), mean, half, repeats, PUSHED);
    stiction(joint, mean, half);
  }

  private void judge(JointFit fit, int joint, Quantity quantity, String what) {
    String name = session.robot().joint(joint).name();
    String subject = name + what;
    String text = String.format(
            Locale.ROOT,
            "%.4g ± %.2g %s",
            fit.value(joint, what),
            fit.half(joint, what),
            units(joint).of(quantity))
        + Granted.ofEfforts(session.robot(), joint).clause();
    if (!found.isKnown(new Parameter(name, quantity))) {
      found.judge(Judgement.notIdentifiable(
          subject,
          text + ": σ is above 30 %; more repeats, a greater --share for higher speeds, or less dry"
              + " friction would tell it"));
    } else if (fit.isMismatch(joint)) {
      found.judge(Judgement.fail(
          subject,
          text
              + String.format(
                  Locale.ROOT,
                  ", but what is left is %.1f times the sensor's noise and follows a pattern: friction that"
                      + " depends on more than speed, play, or a lag in the motor",
                  fit.excess(joint))));
    } else {
      found.judge(Judgement.pass(subject, text));
    }
  }

  private JointUnits units(int joint) {
    return JointUnits.of(session.robot(), joint);
  }

  /** What the fit leaves of positions, by the joint's speed. */
  private Plot residuals(JointFit fit, int joint, String name) {
    int windows = fit.fit().windows();
    double fastest = 1e-9;
    for (int w = 0; w < windows; w++) {
      fastest = Math.max(fastest, Math.abs(fit.rate(joint, w)));
    }
    double[] speed = new double[BINS];
    double[] sum = new double[BINS];
    double[] count = new double[BINS];
    for (int w = 0; w < windows; w++) {
      int bin = (int) ((fit.rate(joint, w) / fastest + 1) / 2 * (BINS - 1) + 0.5);
      for (int t = 0; t < fit.fit().window(w).length(); t++) {
        sum[bin] += Math.pow(fit.error(joint, w, t), 2);
        count[bin]++;
      }
    }
    for (int bin = 0; bin < BINS; bin++) {
      speed[bin] = fastest * (2.0 * bin / (BINS - 1) - 1);
      sum[bin] = count[bin] == 0 ? Double.NaN : Math.sqrt(sum[bin] / count[bin]);
    }
    return new Plot(
            name + ": what the fit leaves, by speed",
            "rate at the beginning of a window [" + units(joint).rate() + "]",
            "residual [" + units(joint).position() + "]")
        .add("", speed, sum, 0, Mark.LINE_AND_DOTS)
        .limit("sensor's noise", fit.noise(joint));
  }
}

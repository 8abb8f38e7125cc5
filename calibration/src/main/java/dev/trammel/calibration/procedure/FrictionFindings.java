package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.JointFamily;
import dev.trammel.calibration.fit.StudentT;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What follows from pushes, ladders and sines. */
final class FrictionFindings {

  private static final String METHOD = "output error, 0.4 s windows, delay free";
  private static final String PUSHED = "pushed until it moved";
  private static final int BINS = 24;

  private final BenchSession session;
  private final JointMotions motions;
  private final FindingsBuilder found;

  FrictionFindings(BenchSession session, JointMotions motions, FindingsBuilder found) {
    this.session = session;
    this.motions = motions;
    this.found = found;
  }

  /** Of joints that moved together. */
  void tell(List<Integer> joints, List<Recording> recordings) {
    Optional<JointFit> sliding = fit(joints, recordings, false);
    if (sliding.isEmpty()) {
      joints.forEach(joint -> untold(joint, recordings));
      return;
    }
    JointFit fit = sliding.get();
    boolean sticks = joints.stream().anyMatch(fit::isMismatch);
    if (sticks) {
      session.say("sliding friction alone does not explain it: looking for stiction too");
      fit = fit(joints, recordings, true).orElse(fit);
    }
    for (int joint : joints) {
      joint(fit, joint);
      if (sticks) {
        stiction(fit, joint);
      }
    }
  }

  private Optional<JointFit> fit(List<Integer> joints, List<Recording> recordings, boolean sticks) {
    return JointFit.of(session, motions, joints, recordings, new JointFamily.Extent(sticks, false));
  }

  private void untold(int joint, List<Recording> recordings) {
    String name = session.robot().joint(joint).name();
    for (Quantity quantity : List.of(Quantity.DRY_FRICTION, Quantity.DAMPING)) {
      found.estimate(
          new Parameter(name, quantity), 0, Double.POSITIVE_INFINITY, recordings.size(), METHOD);
    }
    String end =
        recordings.isEmpty() ? "" : "; the first ended " + recordings.get(0).end();
    found.judge(Judgement.notIdentifiable(
        name + " friction", "it did not move, or its motions were broken off at once" + end));
  }

  private void joint(JointFit fit, int joint) {
    String name = session.robot().joint(joint).name();
    estimate(fit, joint, Quantity.DRY_FRICTION, JointFamily.DRY);
    estimate(fit, joint, Quantity.DAMPING, JointFamily.DAMPING);
    estimate(fit, joint, Quantity.FRICTION_ASYMMETRY, JointFamily.ASYMMETRY);
    found.number(name + "_effective_delay_seconds", fit.value(joint, JointFamily.EFFECTIVE_DELAY));
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
    if (more > half) {
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
    found.estimate(
        new Parameter(name, Quantity.BREAKAWAY),
        mean,
        Math.hypot(StudentT.deviations(repeats - 1) * error, systematic),
        repeats,
        PUSHED);
  }

  private void judge(JointFit fit, int joint, Quantity quantity, String what) {
    String name = session.robot().joint(joint).name();
    String subject = name + what;
    String text = String.format(
        Locale.ROOT,
        "%.4g ± %.2g %s",
        fit.value(joint, what),
        fit.half(joint, what),
        units(joint).of(quantity));
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

package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.JointFamily;
import dev.trammel.calibration.fit.StudentT;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What follows from pushes, ladders and sines. */
final class FrictionFindings {

  private static final String METHOD = "output error, 0.4 s windows, delay free";
  private static final String PUSHED = "pushed until it moved";
  private static final int BINS = 24;

  private final BenchSession session;
  private final JointMotions motions;
  private final JointFit fit;
  private final FindingsBuilder found;

  private FrictionFindings(
      BenchSession session, JointMotions motions, JointFit fit, FindingsBuilder found) {
    this.session = session;
    this.motions = motions;
    this.fit = fit;
    this.found = found;
  }

  static void tell(
      BenchSession session,
      JointMotions motions,
      List<Recording> recordings,
      List<List<JointMotions.Pushes>> pushes,
      FindingsBuilder found) {
    JointFit fit = JointFit.of(session, motions, recordings, new JointFamily.Extent(false, false));
    if (session.joints().stream().anyMatch(fit::isMismatch)) {
      session.say("sliding friction alone does not explain it: looking for stiction too");
      fit = JointFit.of(session, motions, recordings, new JointFamily.Extent(true, false));
    }
    FrictionFindings findings = new FrictionFindings(session, motions, fit, found);
    for (int joint : session.joints()) {
      findings.joint(joint, pushes);
    }
  }

  private void joint(int joint, List<List<JointMotions.Pushes>> pushes) {
    String name = session.robot().joint(joint).name();
    estimate(joint, Quantity.DRY_FRICTION, JointFamily.DRY);
    estimate(joint, Quantity.DAMPING, JointFamily.DAMPING);
    double dry = fit.value(joint, JointFamily.DRY);
    found.estimateAboutZero(
        new Parameter(name, Quantity.FRICTION_ASYMMETRY),
        fit.value(joint, JointFamily.ASYMMETRY),
        fit.half(joint, JointFamily.ASYMMETRY),
        fit.fit().windows(),
        METHOD,
        0.1 * dry);
    breakaway(joint, name, pushes);
    found.number(name + "_effective_delay_seconds", fit.value(joint, JointFamily.EFFECTIVE_DELAY));
    found.number(name + "_residual_of_noise", fit.excess(joint));
    judge(joint, name, Quantity.DRY_FRICTION, JointFamily.DRY);
    judge(joint, name, Quantity.DAMPING, JointFamily.DAMPING);
    found.figure(residuals(joint, name));
  }

  private void estimate(int joint, Quantity quantity, String what) {
    found.estimate(
        new Parameter(session.robot().joint(joint).name(), quantity),
        fit.value(joint, what),
        fit.half(joint, what),
        fit.fit().windows(),
        METHOD);
  }

  private void breakaway(int joint, String name, List<List<JointMotions.Pushes>> pushes) {
    double strength = motions.known(name, Quantity.STRENGTH).orElse(1.0);
    List<Double> efforts = new ArrayList<>();
    List<Double> late = new ArrayList<>();
    for (List<JointMotions.Pushes> repeat : pushes) {
      repeat.stream()
          .filter(pushed -> pushed.joint() == joint)
          .forEach(pushed -> pushed.breakaway().ifPresent(broke -> {
            efforts.add(strength * broke.effort());
            late.add(strength * broke.late());
          }));
    }
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
    double systematic = late.stream().mapToDouble(Double::doubleValue).average().orElse(0) / 2;
    found.estimate(
        new Parameter(name, Quantity.BREAKAWAY),
        mean,
        Math.hypot(StudentT.deviations(repeats - 1) * error, systematic),
        repeats,
        PUSHED);
  }

  private void judge(int joint, String name, Quantity quantity, String what) {
    String subject = name + what;
    String text = String.format(
        Locale.ROOT,
        "%.4g ± %.2g %s",
        fit.value(joint, what),
        fit.half(joint, what),
        quantity.unit());
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

  /** What the fit leaves of positions, by the joint's speed. */
  private Plot residuals(int joint, String name) {
    int n = session.robot().described().robot().degreesOfFreedom();
    double fastest = 1e-9;
    for (int w = 0; w < fit.fit().windows(); w++) {
      fastest = Math.max(fastest, Math.abs(fit.fit().start(w)[n + joint]));
    }
    double[] speed = new double[BINS];
    double[] sum = new double[BINS];
    double[] count = new double[BINS];
    for (int w = 0; w < fit.fit().windows(); w++) {
      int bin = (int) ((fit.fit().start(w)[n + joint] / fastest + 1) / 2 * (BINS - 1) + 0.5);
      for (int t = 0; t < fit.fit().window(w).length(); t++) {
        sum[bin] += Math.pow(fit.fit().error(w, t, joint), 2);
        count[bin]++;
      }
    }
    for (int bin = 0; bin < BINS; bin++) {
      speed[bin] = fastest * (2.0 * bin / (BINS - 1) - 1);
      sum[bin] = count[bin] == 0 ? Double.NaN : Math.sqrt(sum[bin] / count[bin]);
    }
    return new Plot(
            name + ": what the fit leaves, by speed",
            "rate at the beginning of a window [rad/s]",
            "residual [rad]")
        .add("", speed, sum, 0, Mark.LINE_AND_DOTS)
        .limit("sensor's noise", fit.fit().claimedNoise().of(joint));
  }
}

package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.FitSpread;
import dev.trammel.calibration.fit.Machine;
import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.OpenLoop;
import dev.trammel.calibration.fit.OutputErrorFit;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.fit.Whiteness;
import dev.trammel.calibration.fit.Window;
import dev.trammel.calibration.inertial.SimulatorFamily;
import dev.trammel.controller.calibration.Judgement;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What a bench says of a fitted simulator. */
final class FitSimFindings {

  private static final double WORST_VALIDATION = 1.2;
  private static final double LEAST_GAIN = 5;

  /** Of many joints one always begins to move somewhere; more than this is no chance. */
  private static final double MOST_LEFT_OUT = 0.3;

  private static final double MOST_FLOOR = 2;

  private final BenchRobot robot;
  private final SimulatorFamily family;
  private final OutputErrorFit fit;
  private final Validation validation;
  private final FindingsBuilder findings = new FindingsBuilder();

  /**
   * What a fit is tried on.
   *
   * @param traces that were not fitted
   * @param window length of what is fitted and predicted [s]
   * @param longestStep of the integration [s]
   * @param leftOut windows of the fit in which readings do not tell which joint rests
   */
  record Validation(List<Trace> traces, double window, double longestStep, int leftOut) {

    /** Of the traces, each beginning where joints surely move or rest, as those of the fit do. */
    List<Window> stretches(double seconds, NoiseLevels noise) {
      return traces.stream()
          .flatMap(trace -> Window.cutWhereSure(trace, noise, seconds, window).stream())
          .toList();
    }
  }

  FitSimFindings(
      BenchRobot robot, SimulatorFamily family, OutputErrorFit fit, Validation validation) {
    this.robot = robot;
    this.family = family;
    this.fit = fit;
    this.validation = validation;
  }

  Findings of(SplittableRandom random) {
    MappingCheck.judgements(robot, validation.traces()).forEach(findings::judge);
    judgeSearch();
    new FittedEstimates(robot, family, fit, findings).add(new FitSpread(fit, random));
    judgeModel();
    judgeValidation();
    judgePrediction();
    FitSimFigures.add(findings, robot, fit, family, validation);
    return Granted.in(robot, findings.build());
  }

  private void judgeSearch() {
    findings.number("fit_iterations", fit.iterations());
    findings.number("fit_windows", fit.windows());
    findings.number("fit_windows_left_out", validation.leftOut());
    findings.number("fit_condition", fit.condition());
    List<String> held = fit.atBounds();
    if (!fit.converged()) {
      findings.judge(Judgement.fail(
          "fit",
          fit.ending().text() + ", after " + fit.iterations()
              + " iterations: none of what was found is kept; repeat more"));
    } else if (held.isEmpty()) {
      findings.judge(Judgement.pass(
          "fit", "ended after " + fit.iterations() + " iterations, no bound held it"));
    } else {
      findings.judge(Judgement.notIdentifiable(
          "fit",
          "bounds hold " + held
              + ": the motions want what no body can be, or say next to nothing of"
              + " it; repeat more, and see prediction for whether it matters"));
    }
  }

  private void judgeModel() {
    Whiteness whiteness = fit.whiteness();
    StringBuilder where = new StringBuilder();
    for (Whiteness.Channel channel : whiteness.channels()) {
      if (channel.isMismatch()) {
        int n = robot.joints();
        where
            .append(where.length() == 0 ? "" : ", ")
            .append(robot.joint(channel.index() % n).name())
            .append(channel.index() < n ? "" : " velocity")
            .append(text(" (%.2g beside noise of %.2g)", channel.coloured(), channel.claimed()));
      }
    }
    judgeWindows();
    findings.number("model_mismatch", whiteness.isMismatch() ? 1 : 0);
    findings.judge(
        whiteness.isMismatch()
            ? Judgement.fail(
                "model",
                "the sensors see what the simulator lacks: " + where
                    + "; intervals do not hold then;" + " ask friction, delay and backlash")
            : Judgement.pass("model", "what is left of the readings is noise"));
  }

  private void judgeWindows() {
    int all = fit.windows() + validation.leftOut();
    if (validation.leftOut() > MOST_LEFT_OUT * all) {
      findings.judge(Judgement.fail(
          "windows",
          validation.leftOut() + " of " + all + " stretches are not foretold as the others are, and"
              + " were left out; ask friction, and fit-sim again with what it finds"));
    }
  }

  private void judgeValidation() {
    OpenLoop fitted = openLoop(machine(), fit.claimedNoise());
    List<Window> stretches = validation.stretches(validation.window(), fit.claimedNoise());
    double outside =
        fitted.score(fitted.errors(stretches, stretches.get(0).length()), 0, Integer.MAX_VALUE);
    double inside = trainingScore();
    double ratio = outside / inside;
    findings.number("validation_error_ratio", ratio);
    String reason = text(
        "errors are %.2f times those of the motions that were fitted, at most %.1f" + " is well",
        ratio, WORST_VALIDATION);
    findings.judge(
        ratio <= WORST_VALIDATION
            ? Judgement.pass("validation", reason)
            : Judgement.fail("validation", reason + "; repeat more, with other seeds"));
  }

  private double trainingScore() {
    NoiseLevels noise = fit.claimedNoise();
    double sum = 0;
    long count = 0;
    for (int w = 0; w < fit.windows(); w++) {
      for (int t = 0; t < fit.window(w).length(); t++) {
        for (int c = 0; c < noise.channels(); c++) {
          if (noise.measures(c)) {
            double off = fit.error(w, t, c) / noise.of(c);
            sum += off * off;
            count++;
          }
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  private void judgePrediction() {
    double now =
        Foretold.error(openLoop(machine(), fit.claimedNoise()), validation, fit.claimedNoise());
    double before = Foretold.error(
        openLoop(family.described(), fit.claimedNoise()), validation, fit.claimedNoise());
    double gain = before / now;
    boolean isMismatch = fit.whiteness().isMismatch();
    findings.number("open_loop_gain", gain);
    findings.number("open_loop_floors", now);
    showSimulator();
    String reason = text(
        "open loop over %.1f s errs by %.2f times the sensors' noise, %.1f times"
            + " less than the description",
        validation.window(), now, gain);
    findings.judge(
        now <= MOST_FLOOR || isMismatch && gain >= LEAST_GAIN
            ? Judgement.pass("prediction", reason)
            : Judgement.fail("prediction", reason + "; " + wanted(isMismatch)));
  }

  /** The simulator that is learned in goes by steps of its own, and errs by them too. */
  private void showSimulator() {
    List<Window> stretches = validation.stretches(2 * validation.window(), fit.claimedNoise());
    SimulatorCheck.error(
            robot, findings.build().estimates(), stretches, openLoop(machine(), fit.claimedNoise()))
        .ifPresent(error -> findings.number("open_loop_floors_in_simulator", error));
  }

  private static String wanted(boolean isMismatch) {
    return isMismatch
        ? text("%.0f times less is well where the simulator lacks something", LEAST_GAIN)
        : text("at most %.0f times the noise is well", MOST_FLOOR);
  }

  private Machine machine() {
    return family.at(fit.values());
  }

  private OpenLoop openLoop(Machine machine, NoiseLevels noise) {
    return new OpenLoop(machine, noise, validation.longestStep());
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

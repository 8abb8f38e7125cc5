package dev.trammel.hardware.conformance;

import dev.trammel.controller.plant.Channel;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.RunLog;
import java.util.function.BiFunction;

/** What every log must say, section 9. */
final class LogRules {

  /** Of a sum of a few products, evaluated in any order [-]. */
  private static final double ROUNDING = 1e-9;

  private final Birth birth;

  LogRules(Birth birth) {
    this.birth = birth;
  }

  /** So many steps, a period apart each, with inputs within their limits. */
  void check(RunLog log, int steps) {
    Deviation.unless(
        log.steps().size() == steps,
        "the log has " + log.steps().size() + " steps, must have " + steps);
    Deviation.unless(
        log.sensors() == birth.robot().spec().observationSize()
            && log.actuators() == birth.robot().spec().actionSize(),
        "the log has other sizes");
    checkTimes(log);
    checkLimits(log);
  }

  private void checkTimes(RunLog log) {
    long period = birth.periodMicros();
    for (int t = 1; t <= log.steps().size(); t++) {
      long now = t < log.steps().size() ? log.steps().get(t).time() : log.last().time();
      long apart = now - log.steps().get(t - 1).time();
      Deviation.unless(
          apart > 0 && apart < 3 * period,
          "step " + t + " came " + apart + " µs after the one before");
    }
    if (!log.steps().isEmpty()) {
      long all = log.last().time() - log.steps().get(0).time();
      Deviation.unless(
          Math.abs(all - log.steps().size() * period) < 2 * period,
          log.steps().size() + " steps of " + period + " µs took " + all + " µs");
    }
  }

  /** The inputs that were applied are within all limits. */
  void checkLimits(RunLog log) {
    for (int t = 0; t < log.steps().size(); t++) {
      for (int i = 0; i < log.actuators(); i++) {
        checkLimits(log, t, i);
      }
    }
  }

  private void checkLimits(RunLog log, int t, int i) {
    Channel channel = birth.robot().spec().actuators().get(i);
    double applied = log.steps().get(t).applied()[i];
    Deviation.unless(
        applied >= channel.lower() && applied <= channel.upper(),
        "step " + t + " applied " + applied + " " + channel.unit() + ", beyond its bounds");
    if (t > 0) {
      double most = birth.robot().inputRates().get(i) * birth.robot().spec().period();
      double change = Math.abs(applied - log.steps().get(t - 1).applied()[i]);
      Deviation.unless(
          change <= most * (1 + ROUNDING),
          "step " + t + " changed input " + i + " by " + change + ", at most " + most);
    }
  }

  /**
   * The inputs that were wanted are these, and those applied are the same unless a limit says so.
   *
   * @param law the request at a step and reading
   */
  void checkRequests(RunLog log, BiFunction<Integer, double[], double[]> law) {
    for (int t = 0; t < log.steps().size(); t++) {
      RunLog.Step step = log.steps().get(t);
      double[] wanted = law.apply(t, step.sensors());
      for (int i = 0; i < wanted.length; i++) {
        double error = Math.abs(step.requested()[i] - wanted[i]);
        Deviation.unless(
            error <= ROUNDING * (1 + Math.abs(wanted[i])),
            "step " + t + " requested " + step.requested()[i] + " of input " + i + ", must be "
                + wanted[i]);
        Deviation.unless(
            step.limited() || step.rateLimited() || step.applied()[i] == step.requested()[i],
            "step " + t + " applied another input than requested, and no flag says why");
      }
    }
  }
}

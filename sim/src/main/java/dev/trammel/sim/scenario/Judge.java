package dev.trammel.sim.scenario;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.task.SuccessCriterion;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import java.util.Optional;

/** Says why an episode did not pass, the earliest reason first. Thread-safe. */
final class Judge {

  private static final double ROUNDING = 1e-9;

  private final Task task;
  private final List<Channel> actuators;

  Judge(Task task) {
    this.task = task;
    actuators = task.plant().spec().actuators();
  }

  Optional<String> flaw(Trajectory episode, Expectation expectation, SuccessCriterion success) {
    Optional<String> unsafe = unsafe(episode, expectation.bounds());
    if (unsafe.isPresent() || !expectation.success()) {
      return unsafe;
    }
    double ratio;
    // a criterion is not thread-safe, and episodes of one condition share it
    synchronized (success) {
      ratio = success.worstRatio(episode);
    }
    return ratio <= 1
        ? Optional.empty()
        : Optional.of(
            Double.isInfinite(ratio)
                ? "no success: its last part is not known"
                : "no success: off by " + Numbers.significant(ratio, 4) + " times what is allowed");
  }

  private Optional<String> unsafe(Trajectory episode, List<Bound> bounds) {
    boolean knowsTruth = !Double.isNaN(episode.truth(0, 0));
    for (int t = 0; t <= episode.steps(); t++) {
      if (t < episode.steps() && episode.status(t) == CycleStatus.INVALID_OBSERVATION) {
        return Optional.of("the plant said what is no number" + at(t));
      }
      if (knowsTruth && Double.isNaN(episode.truth(t, 0))) {
        return Optional.of("the motion blew up" + at(t));
      }
      for (Bound bound : bounds) {
        double value =
            knowsTruth ? episode.truth(t, bound.entry()) : episode.state(t, bound.entry());
        if (!(value >= bound.lower() && value <= bound.upper())) {
          return Optional.of(out(bound, value) + at(t));
        }
      }
      if (t < episode.steps() && !isWithinLimits(episode, t)) {
        return Optional.of("the applied input left its limits" + at(t));
      }
    }
    return Optional.empty();
  }

  private static String out(Bound bound, double value) {
    boolean low = value < bound.lower();
    return bound.name() + " was " + Numbers.significant(value, 3) + ", "
        + (low ? "below " : "above ") + Numbers.significant(low ? bound.lower() : bound.upper(), 6);
  }

  private boolean isWithinLimits(Trajectory episode, int t) {
    for (int i = 0; i < episode.inputSize(); i++) {
      Channel limits = actuators.get(i);
      double applied = episode.applied(t, i);
      double slack = ROUNDING * Math.abs(limits.upper());
      if (!(applied >= limits.lower() - slack && applied <= limits.upper() + slack)) {
        return false;
      }
    }
    return true;
  }

  private String at(int t) {
    return " at " + Numbers.significant(t * task.plant().period(), 4) + " s";
  }
}

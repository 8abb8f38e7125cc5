package dev.trammel.calibration.study;

import dev.trammel.calibration.study.Circle.Outcome;
import dev.trammel.controller.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much robot time the fitted simulator saves, a line for each robot. */
final class CircleTable {

  private static final double HALF = 0.5;
  private static final int DIGITS = 3;

  private final List<Outcome> outcomes = new ArrayList<>();

  void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  /** In Markdown. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| robot | bench [s] | in the simulator [s] | then on the robot [s] |"
        + " from nothing [s] | share | with the bench |");
    lines.add("|---:|---:|---:|---:|---:|---:|---:|");
    outcomes.forEach(outcome -> lines.add(line(outcome)));
    lines.add("at most half of the experience from nothing: " + atMostHalf(false) + " of "
        + outcomes.size() + "; with the bench's motions counted: " + atMostHalf(true));
    return lines;
  }

  private long atMostHalf(boolean withBench) {
    return outcomes.stream()
        .flatMap(outcome -> outcome.share(withBench).stream())
        .filter(share -> share <= HALF)
        .count();
  }

  private static String line(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %s | %s | %s |",
        outcome.seed(),
        seconds(outcome.bench()),
        text(outcome.fitted()),
        text(outcome.robot()),
        text(outcome.nothing()),
        share(outcome, false),
        share(outcome, true));
  }

  private static String text(Optional<Learned> learned) {
    return learned
        .map(each -> each.solved() ? seconds(each.seconds()) : "not in " + seconds(each.seconds()))
        .orElse("–");
  }

  private static String share(Outcome outcome, boolean withBench) {
    return outcome.share(withBench).map(share -> Math.round(100 * share) + " %").orElse("–");
  }

  private static String seconds(double seconds) {
    return Numbers.significant(seconds, DIGITS);
  }
}

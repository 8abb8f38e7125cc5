package dev.trammel.sim.scenario;

import dev.trammel.controller.report.Fact;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Results as a page: rates with their bounds, and which draws made a scenario fail. */
final class ResultPage {

  private static final int BINS = 6;
  private static final int LEAST_PER_BIN = 5;
  private static final int MOST_FAILURES = 50;

  private ResultPage() {}

  static String html(VerificationResult result, String suite, String command) {
    long passed = result.scenarios().stream().filter(ScenarioResult::passed).count();
    int episodes =
        result.scenarios().stream().mapToInt(s -> s.episodes().size()).sum();
    Report report = new Report("Verification of " + result.task(), command)
        .facts(List.of(
            new Fact(
                suite,
                result.passed() ? "passed" : "not passed",
                passed + " of " + result.scenarios().size() + " scenarios and conditions",
                result.passed() ? Fact.Tone.GOOD : Fact.Tone.BAD),
            Fact.of("Episodes", String.valueOf(episodes)),
            Fact.of("Seed", String.valueOf(result.seed())),
            Fact.of("Trajectories", result.hash())));
    report.section("Pass rates").plots(List.of(rates(result)));
    report.table(new Table(
        ResultText.header(), result.scenarios().stream().map(ResultText::row).toList()));
    report.text("Bounds are those of Clopper and Pearson at 95 %.");
    result.scenarios().stream()
        .filter(scenario -> !scenario.failures().isEmpty())
        .forEach(scenario -> scenario(report, scenario, command));
    return report.html();
  }

  private static Plot rates(VerificationResult result) {
    int count = result.scenarios().size();
    double[] x = new double[count];
    double[][] y = new double[4][count];
    for (int i = 0; i < count; i++) {
      ScenarioResult scenario = result.scenarios().get(i);
      x[i] = i + 1;
      y[0][i] = 100 * scenario.rate().rate();
      y[1][i] = 100 * scenario.rate().lower();
      y[2][i] = 100 * scenario.rate().upper();
      y[3][i] = 100 * scenario.requirement().least();
    }
    return new Plot("Pass rates, in the table's order", "row of the table", "passed [%]")
        .wholeX()
        .band("95 % bounds", x, y[1], y[2], 0)
        .add("passed", x, y[0], 0, Mark.LINE_AND_DOTS)
        .add("required", x, y[3], 1, Mark.STEP);
  }

  private static void scenario(Report report, ScenarioResult scenario, String command) {
    report.section(scenario.scenario() + ", " + scenario.condition());
    report.text(scenario.summary());
    List<Plot> plots = new ArrayList<>();
    for (String name : scenario.episodes().get(0).drawn().keySet()) {
      against(name, scenario, plots);
    }
    report.plots(plots);
    List<EpisodeOutcome> failures = scenario.failures();
    report.text("Run one again: " + Rerun.command(command, scenario, failures.get(0)));
    report.details(
        failures.size() + " failing episodes",
        failures.stream()
            .limit(MOST_FAILURES)
            .map(ResultText::line)
            .collect(Collectors.joining("\n")));
  }

  /** The pass rate in equally full bins of what was drawn. */
  private static void against(String name, ScenarioResult scenario, List<Plot> plots) {
    List<EpisodeOutcome> sorted = scenario.episodes().stream()
        .sorted(Comparator.comparingDouble(episode -> episode.drawn().getOrDefault(name, 0.0)))
        .toList();
    int bins = Math.min(BINS, sorted.size() / LEAST_PER_BIN);
    double spread = drawn(sorted.get(sorted.size() - 1), name) - drawn(sorted.get(0), name);
    if (bins < 2 || !(spread > 0)) {
      return;
    }
    double[] x = new double[bins];
    double[][] y = new double[3][bins];
    for (int bin = 0; bin < bins; bin++) {
      List<EpisodeOutcome> part =
          sorted.subList(bin * sorted.size() / bins, (bin + 1) * sorted.size() / bins);
      PassRate rate =
          new PassRate((int) part.stream().filter(EpisodeOutcome::passed).count(), part.size());
      x[bin] =
          part.stream().mapToDouble(episode -> drawn(episode, name)).average().orElse(0);
      y[0][bin] = 100 * rate.rate();
      y[1][bin] = 100 * rate.lower();
      y[2][bin] = 100 * rate.upper();
    }
    plots.add(new Plot("Passed, by " + name, name, "passed [%]")
        .band("95 % bounds", x, y[1], y[2], 0)
        .add("passed", x, y[0], 0, Mark.LINE_AND_DOTS));
  }

  private static double drawn(EpisodeOutcome episode, String name) {
    return episode.drawn().getOrDefault(name, 0.0);
  }
}

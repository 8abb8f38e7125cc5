package dev.trammel.controller.compare;

import dev.trammel.controller.report.Plot;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of a comparison. */
final class ComparePage {

  private static final String COST = "cost.";

  private final Comparison comparison;
  private final List<Side> sides;

  ComparePage(Comparison comparison) {
    this.comparison = comparison;
    sides = comparison.sides();
  }

  String html() throws IOException {
    Report report = new Report(
        "Comparison of " + String.join(", ", sides.stream().map(Side::label).toList()),
        "Each has one colour on this page. Of studies: medians over the seeds, bands between the"
            + " quartiles.");
    report.table(new Table(Comparison.header(), comparison.rows()));
    comparison.verdicts().forEach(report::text);
    Map<String, List<String>> differences = Settings.differences(sides);
    report.section("Settings that differ");
    addSettings(report, differences);
    addLearning(report, differences);
    addTraces(report);
    return report.html();
  }

  private void addSettings(Report report, Map<String, List<String>> differences) {
    if (differences.isEmpty()) {
      report.text("None: the task and its settings are the same to the letter.");
      return;
    }
    List<String> header = new ArrayList<>(List.of("setting"));
    sides.forEach(side -> header.add(side.label()));
    List<List<String>> rows = new ArrayList<>();
    differences.forEach((path, values) -> {
      List<String> row = new ArrayList<>(List.of(path));
      row.addAll(values);
      rows.add(row);
    });
    report.table(new Table(header, rows));
  }

  private void addLearning(Report report, Map<String, List<String>> differences) {
    ComparePlots plots = new ComparePlots(sides);
    report.section("Learning");
    if (!comparison.isOfOneTask()) {
      report.text("The tasks differ, and so do their costs: these are not shown together.");
    } else if (differences.keySet().stream().anyMatch(path -> path.startsWith(COST))) {
      report.text("The settings of the cost differ: its curves are of different measures.");
    }
    List<Plot> all = new ArrayList<>(plots.successes());
    if (comparison.isOfOneTask()) {
      all.addAll(plots.costs());
    }
    all.addAll(plots.divergences());
    report.plots(all);
  }

  private void addTraces(Report report) throws IOException {
    FinalTraces traces = new FinalTraces(sides);
    report.section("Final traces");
    if (!traces.areComparable()) {
      report.text("Sensors or actuators differ: traces are not shown together.");
      return;
    }
    report.text("The first episode of each run's saved iteration, which acts without noise.");
    List<String> conditions = new ArrayList<>(sides.get(0).first().conditions());
    sides.forEach(side -> conditions.retainAll(side.first().conditions()));
    for (String condition : conditions) {
      report.subsection(condition).plots(traces.plots(condition));
    }
  }
}

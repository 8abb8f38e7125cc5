package dev.trammel.controller.compare;

import dev.trammel.controller.compare.Curve.Sample;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Draws how sides learned, one colour each, over their experience. */
final class ComparePlots {

  private static final String EXPERIENCE = "experience per condition [s]";

  private final List<Side> sides;

  ComparePlots(List<Side> sides) {
    this.sides = sides;
  }

  /** Cost of an episode, condition by condition. */
  List<Plot> costs() {
    return perCondition("Cost of an episode", "cost [-]", (run, c) -> run.figures(c, "cost"), true);
  }

  /** Part of the batch that succeeded, condition by condition. */
  List<Plot> successes() {
    return perCondition(
        "Successful episodes", "part of the batch [-]", ComparedRun::successRates, false);
  }

  /** The divergence of updates under the model, condition by condition. */
  List<Plot> divergences() {
    return perCondition(
        "Divergence of an update", "KL [nat]", (run, c) -> run.figures(c, "kl"), true);
  }

  private List<Plot> perCondition(
      String title, String label, BiFunction<ComparedRun, String, double[]> figure, boolean log) {
    Set<String> names = new LinkedHashSet<>();
    sides.forEach(side -> names.addAll(side.first().conditions()));
    List<Plot> plots = new ArrayList<>();
    for (String name : names) {
      Plot plot = new Plot(names.size() == 1 ? title : title + ", " + name, EXPERIENCE, label);
      for (int s = 0; s < sides.size(); s++) {
        add(sides.get(s), name, figure, s, plot);
      }
      plots.add(log ? plot.logYIfWide() : plot.within(0, 1));
    }
    return plots;
  }

  private static void add(
      Side side,
      String condition,
      BiFunction<ComparedRun, String, double[]> figure,
      int colour,
      Plot plot) {
    if (!side.first().conditions().contains(condition)) {
      return;
    }
    Curve curve = Curve.of(side.runs().stream()
        .map(run -> new Sample(run.experiences(), figure.apply(run, condition)))
        .toList());
    if (curve.isWide()) {
      plot.band("", curve.x(), curve.lower(), curve.upper(), colour);
    }
    plot.add(
        side.label(),
        curve.x(),
        curve.median(),
        colour,
        curve.isWide() ? Mark.LINE : Mark.LINE_AND_DOTS);
  }
}

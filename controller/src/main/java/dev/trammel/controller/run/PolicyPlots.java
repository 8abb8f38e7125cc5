package dev.trammel.controller.run;

import dev.trammel.controller.learn.PolicyIteration;
import dev.trammel.controller.learn.StartOutcome;
import dev.trammel.controller.learn.TeacherFit;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.report.HeatMap;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.report.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws how near one policy came to its teachers, and how far it went, over the iterations. */
final class PolicyPlots {

  private static final String X = "iteration";
  private static final String NATS = "KL [nat]";
  private static final double SIGMAS = 2;
  private static final int BOUND = 7;

  /** More lines than these are told apart by nobody. */
  private static final int MOST_LINES = 6;

  private final List<PolicyIteration> iterations;
  private final double[] numbers;

  /**
   * Collects what is drawn.
   *
   * @param iterations from the first one on
   */
  PolicyPlots(List<PolicyIteration> iterations) {
    this.iterations = List.copyOf(iterations);
    numbers = new double[iterations.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
  }

  List<Figure> plots() {
    return List.of(
        realised(),
        teachers(),
        perStep(),
        plot("Step multiplier", "multiplier [-]")
            .logY()
            .add("", numbers, values(PolicyIteration::multiplier), 0, Mark.LINE_AND_DOTS));
  }

  /** How far the policy went in an iteration, by its teachers' models and by its episodes. */
  private Plot realised() {
    double[] realised = values(i -> i.klRealised().mean());
    double[] error = values(i -> i.klRealised().standardError());
    return plot("Divergence of an update", NATS)
        .logYIfWide()
        .band(
            "realised ±2 standard errors",
            numbers,
            sum(realised, -SIGMAS, error),
            sum(realised, SIGMAS, error),
            1)
        .add("of the model", numbers, values(PolicyPlots::meanKl), 0, Mark.LINE)
        .add("realised", numbers, realised, 1, Mark.LINE_AND_DOTS)
        .add("bound", numbers, values(PolicyIteration::klBound), BOUND, Mark.DASHED);
  }

  /** How far the policy is from those that it learned from, in each condition. */
  private Plot teachers() {
    double[] least = values(i -> totals(i).min().orElse(Double.NaN));
    double[] greatest = values(i -> totals(i).max().orElse(Double.NaN));
    Plot plot = plot("Policy from its teachers", NATS)
        .logYIfWide()
        .band("least to greatest", numbers, least, greatest, BOUND)
        .within(
            Arrays.stream(least).filter(Double::isFinite).min().orElse(Double.NaN),
            Arrays.stream(greatest).filter(Double::isFinite).max().orElse(Double.NaN));
    List<String> conditions = iterations.stream()
        .flatMap(iteration -> iteration.teachers().stream())
        .map(TeacherFit::condition)
        .distinct()
        .limit(MOST_LINES)
        .toList();
    for (int c = 0; c < conditions.size(); c++) {
      String name = conditions.get(c);
      plot.add(name, numbers, values(i -> mean(i, name)), c, Mark.LINE_AND_DOTS);
    }
    return plot;
  }

  private HeatMap perStep() {
    double[][] rows = iterations.stream().map(PolicyPlots::meanPerStep).toArray(double[][]::new);
    return new HeatMap("Policy from its teachers, by step", "step", X, "nat", rows);
  }

  /** A map of all starts of learning, if there were any in the region. */
  static List<Plot> learningMaps(List<String> axes, List<PolicyIteration> iterations) {
    List<StartOutcome> starts =
        iterations.stream().flatMap(iteration -> iteration.starts().stream()).toList();
    return starts.isEmpty()
        ? List.of()
        : List.of(map("Starts of learning, all iterations", axes, "at the end", starts));
  }

  /**
   * A map of where episodes without noise began, and what came of them.
   *
   * @param axes one or two names
   * @param measure what is left at the end, with its unit
   */
  static Plot map(String title, List<String> axes, String measure, List<StartOutcome> outcomes) {
    boolean flat = axes.size() == 1;
    Plot plot = new Plot(title, axes.get(0), flat ? measure : axes.get(1));
    for (StartOutcome outcome : outcomes) {
      double x = outcome.place()[0];
      double y = flat ? outcome.left() : outcome.place()[1];
      String left = Numbers.significant(outcome.left(), 2);
      String what = outcome.success() ? "succeeded; " : "failed; ";
      plot.outcome(x, y, outcome.success(), left, what + measure + ": " + left);
    }
    return plot;
  }

  private static double meanKl(PolicyIteration iteration) {
    return iteration.teachers().stream().mapToDouble(TeacherFit::kl).average().orElse(Double.NaN);
  }

  private static DoubleStream totals(PolicyIteration iteration) {
    return iteration.teachers().stream().mapToDouble(TeacherFit::total);
  }

  private static double mean(PolicyIteration iteration, String condition) {
    return iteration.teachers().stream()
        .filter(teacher -> teacher.condition().equals(condition))
        .mapToDouble(TeacherFit::total)
        .average()
        .orElse(Double.NaN);
  }

  private static double[] meanPerStep(PolicyIteration iteration) {
    List<double[]> rows = new ArrayList<>();
    iteration.teachers().forEach(teacher -> rows.add(teacher.klPerStep()));
    double[] mean = new double[rows.isEmpty() ? 0 : rows.get(0).length];
    for (double[] row : rows) {
      for (int t = 0; t < mean.length; t++) {
        mean[t] += row[t] / rows.size();
      }
    }
    return mean;
  }

  private static Plot plot(String title, String label) {
    return new Plot(title, X, label).wholeX();
  }

  private double[] values(ToDoubleFunction<PolicyIteration> value) {
    return iterations.stream().mapToDouble(value).toArray();
  }

  private static double[] sum(double[] values, double factor, double[] others) {
    double[] sums = new double[values.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = values[i] + factor * others[i];
    }
    return sums;
  }
}

package dev.trammel.controller.run;

import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.run.IterationRecord.ConditionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** Draws how learning went, over the iterations. */
final class LearningPlots {

  private static final String X = "iteration";

  /** More bands than these hide each other. */
  private static final int MOST_BANDS = 2;

  private static final int ROLLED_BACK = 6;
  private static final int BOUND = 7;
  private static final double SIGMAS = 2;

  private final List<IterationRecord> records;
  private final OptionalInt chosen;
  private final double[] numbers;

  /**
   * Collects what is drawn.
   *
   * @param records at least one
   * @param chosen iteration that produced the saved controllers
   */
  LearningPlots(List<IterationRecord> records, OptionalInt chosen) {
    this.records = List.copyOf(records);
    this.chosen = chosen;
    numbers = records.stream().mapToDouble(IterationRecord::number).toArray();
  }

  /** Of updates only where each condition has its own. */
  List<Plot> plots() {
    List<Plot> plots = new ArrayList<>();
    plots.add(cost());
    plots.add(success());
    if (records.get(0).account().isPresent()) {
      return plots;
    }
    for (int c = 0; c < conditions(); c++) {
      plots.add(divergence(c));
    }
    plots.add(perCondition("Dual variable", "η [-]", ConditionRecord::eta).logY());
    plots.add(perCondition("Step multiplier", "multiplier [-]", ConditionRecord::multiplier)
        .logY());
    plots.add(improvement());
    return plots;
  }

  private Plot cost() {
    Plot plot = plot("Cost of an episode", "cost [-]").logYIfWide();
    for (int c = 0; c < conditions(); c++) {
      double[] mean = values(c, condition -> condition.cost().mean());
      if (conditions() <= MOST_BANDS) {
        double[] spread = values(c, ConditionRecord::costSpread);
        band(plot, c == 0 ? "spread ±2σ" : "", mean, spread, c);
      }
      plot.add(name(c), numbers, mean, c, Mark.LINE_AND_DOTS);
    }
    String name = "rolled back";
    for (int c = 0; c < conditions(); c++) {
      double[] taken = values(c, r -> r.rolledBack() ? r.cost().mean() : Double.NaN);
      if (hasNumber(taken)) {
        plot.add(name, numbers, taken, ROLLED_BACK, Mark.DOTS);
        name = "";
      }
    }
    return plot;
  }

  private Plot success() {
    Plot plot = plot("Successful episodes", "part of the batch [-]").limit("", 1);
    for (int c = 0; c < conditions(); c++) {
      double[] rate = values(c, r -> (double) r.successes() / r.size());
      plot.add(name(c), numbers, rate, c, Mark.LINE_AND_DOTS);
    }
    double[] confirmed = new double[numbers.length];
    for (int i = 0; i < confirmed.length; i++) {
      IterationRecord record = records.get(i);
      confirmed[i] = (double) record.confirmed() / record.confirmations();
    }
    return hasNumber(confirmed)
        ? plot.add("confirmed", numbers, confirmed, BOUND, Mark.DOTS)
        : plot;
  }

  private Plot divergence(int c) {
    String suffix = conditions() == 1 ? "" : ", " + name(c);
    Plot plot = plot("Divergence of an update" + suffix, "KL [nat]").logYIfWide();
    double[] realised = values(c, r -> r.klRealised().mean());
    double[] error = values(c, r -> r.klRealised().standardError());
    band(plot, "realised ±2 standard errors", realised, error, 1);
    return plot.add("bound", numbers, values(c, ConditionRecord::klBound), BOUND, Mark.DASHED)
        .add("of the model", numbers, values(c, ConditionRecord::kl), 0, Mark.LINE)
        .add("realised", numbers, realised, 1, Mark.LINE_AND_DOTS);
  }

  private Plot improvement() {
    Plot plot = plot("Improvement of the cost", "cost [-]");
    String predicted = "predicted";
    for (int c = 0; c < conditions(); c++) {
      plot.add(predicted, numbers, values(c, ConditionRecord::predicted), c, Mark.DASHED);
      String measured = conditions() == 1 ? "measured" : name(c);
      plot.add(measured, numbers, values(c, ConditionRecord::measured), c, Mark.LINE);
      predicted = "";
    }
    return plot;
  }

  private Plot perCondition(String title, String label, ToDoubleFunction<ConditionRecord> value) {
    Plot plot = plot(title, label);
    for (int c = 0; c < conditions(); c++) {
      plot.add(name(c), numbers, values(c, value), c, Mark.LINE_AND_DOTS);
    }
    return plot;
  }

  private Plot plot(String title, String label) {
    Plot plot = new Plot(title, X, label).wholeX();
    chosen.ifPresent(number -> plot.moment("saved", number));
    return plot;
  }

  private void band(Plot plot, String name, double[] middle, double[] sigma, int colour) {
    double[] lower = new double[middle.length];
    double[] upper = new double[middle.length];
    for (int i = 0; i < middle.length; i++) {
      lower[i] = middle[i] - SIGMAS * sigma[i];
      upper[i] = middle[i] + SIGMAS * sigma[i];
    }
    if (hasNumber(lower)) {
      plot.band(name, numbers, lower, upper, colour);
    }
  }

  private double[] values(int condition, ToDoubleFunction<ConditionRecord> value) {
    return records.stream()
        .mapToDouble(record -> value.applyAsDouble(record.conditions().get(condition)))
        .toArray();
  }

  private String name(int c) {
    return records.get(0).conditions().get(c).name();
  }

  private int conditions() {
    return records.get(0).conditions().size();
  }

  private static boolean hasNumber(double[] values) {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }
}

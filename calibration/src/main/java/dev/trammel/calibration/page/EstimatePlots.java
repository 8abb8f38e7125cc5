package dev.trammel.calibration.page;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.report.IntervalPlot;
import dev.trammel.controller.report.IntervalPlot.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Parameters with their intervals, beside those of the calibration before: one plot for each quantity
 * and unit.
 */
final class EstimatePlots {

  /** Rows of a plot that one still reads. */
  private static final int MOST_ROWS = 16;

  /** Of a value, an interval that nobody sees. */
  private static final double EXACT = 1e-4;

  private EstimatePlots() {}

  /** What is in one plot: what turns and what slides has no common axis. */
  private record Kind(Quantity quantity, String unit) implements Comparable<Kind> {

    @Override
    public int compareTo(Kind other) {
      int order = quantity.compareTo(other.quantity);
      return order == 0 ? unit.compareTo(other.unit) : order;
    }

    String label() {
      return unit.isEmpty() ? quantity.key() : quantity.key() + " [" + unit + "]";
    }
  }

  /**
   * None of what nobody could tell.
   *
   * @param before what was known
   * @param unit of each parameter
   */
  static List<Figure> of(
      SortedMap<Parameter, Estimate> estimates,
      Optional<Calibration> before,
      Function<Parameter, String> unit) {
    SortedMap<Kind, List<Parameter>> kinds = new TreeMap<>();
    for (Parameter parameter : estimates.keySet()) {
      // sums of parameters have no common unit, and names that are too long for a plot
      if (parameter.quantity().of() == Quantity.Of.BASE) {
        continue;
      }
      kinds
          .computeIfAbsent(
              new Kind(parameter.quantity(), unit.apply(parameter)), kind -> new ArrayList<>())
          .add(parameter);
    }
    List<Figure> plots = new ArrayList<>();
    for (Map.Entry<Kind, List<Parameter>> kind : kinds.entrySet()) {
      List<Parameter> parameters = kind.getValue();
      if (parameters.stream().anyMatch(each -> isWide(each, estimates))) {
        for (int first = 0; first < parameters.size(); first += MOST_ROWS) {
          int last = Math.min(parameters.size(), first + MOST_ROWS);
          plots.add(plot(kind.getKey(), parameters.subList(first, last), estimates, before));
        }
      }
    }
    return plots;
  }

  /** What is known as good as exactly, as a sign or a count is, needs no plot. */
  private static boolean isWide(Parameter parameter, Map<Parameter, Estimate> estimates) {
    Estimate estimate = Objects.requireNonNull(estimates.get(parameter));
    return estimate.identifiable()
        && estimate.upper() - estimate.lower() > EXACT * Math.abs(estimate.value());
  }

  private static IntervalPlot plot(
      Kind kind,
      List<Parameter> parameters,
      Map<Parameter, Estimate> estimates,
      Optional<Calibration> before) {
    IntervalPlot plot = new IntervalPlot(
        kind.quantity().key(), kind.label() + granted(parameters, estimates), "now", "before");
    for (Parameter parameter : parameters) {
      plot.add(
          parameter.part(),
          Optional.ofNullable(estimates.get(parameter))
              .filter(Estimate::identifiable)
              .map(EstimatePlots::interval),
          before
              .flatMap(known -> known.known(parameter.part(), parameter.quantity()))
              .map(EstimatePlots::interval));
    }
    return plot;
  }

  /** A plot is looked at without the table below it; rows that differ are told apart there alone. */
  static String granted(List<Parameter> parameters, Map<Parameter, Estimate> estimates) {
    List<Premise> drawn = parameters.stream()
        .flatMap(parameter -> Optional.ofNullable(estimates.get(parameter)).stream())
        .filter(Estimate::identifiable)
        .map(estimate -> estimate.source().premise())
        .distinct()
        .toList();
    return switch (drawn.size()) {
      case 0 -> "";
      case 1 -> drawn.get(0).clause();
      default -> ", see holds if";
    };
  }

  private static Interval interval(Estimate estimate) {
    return new Interval(estimate.value(), estimate.lower(), estimate.upper());
  }
}

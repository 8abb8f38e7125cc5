package dev.trammel.calibration.procedure;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects what a procedure finds. Not thread-safe. */
final class FindingsBuilder {

  private static final double DEVIATIONS = 1.959964;

  /** Greatest σ of what is said to be known, as a share of the value. */
  private static final double KNOWN = 0.3;

  private final Map<Parameter, Estimate> estimates = new TreeMap<>();
  private final List<Judgement> judgements = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, Double> numbers = new TreeMap<>();

  /**
   * Adds an estimate with an interval of so many deviations either way.
   *
   * @param half half of the interval; infinite where the data tell nothing
   */
  void estimate(Parameter parameter, double value, double half, int samples, String method) {
    add(parameter, value, half, samples, method, half <= KNOWN * DEVIATIONS * Math.abs(value));
  }

  /**
   * Adds one whose value may well be 0: it is known if its deviation is small in its own unit.
   *
   * @param most greatest half interval of what is known
   */
  void estimateAboutZero(
      Parameter parameter, double value, double half, int samples, String method, double most) {
    add(parameter, value, half, samples, method, half <= most);
  }

  private void add(
      Parameter parameter, double value, double half, int samples, String method, boolean isKnown) {
    Quantity quantity = parameter.quantity();
    double reach = Double.isFinite(half) ? half : 0;
    boolean isSane = isKnown && Double.isFinite(half) && quantity.isPlausible(value);
    estimates.put(
        parameter,
        new Estimate(value, lower(quantity, value, reach), value + reach, samples, method, isSane));
  }

  /**
   * What cannot be negative is not below 0: an interval that is cut off there holds the truth as often as
   * the whole one did. A guess that is below it stays as it is.
   */
  private static double lower(Quantity quantity, double value, double reach) {
    double lower = value - reach;
    return quantity.canBeNegative() ? lower : Math.min(value, Math.max(0, lower));
  }

  /** Says of an estimate that was added what it takes for granted, if it is known. */
  void grant(Parameter parameter, Premise premise) {
    estimates.computeIfPresent(
        parameter, (same, found) -> found.identifiable() ? found.under(premise) : found);
  }

  void judge(Judgement judgement) {
    judgements.add(judgement);
  }

  void figure(Figure figure) {
    figures.add(figure);
  }

  /** @param name with the unit at its end */
  void number(String name, double value) {
    if (Double.isFinite(value)) {
      numbers.put(name, value);
    }
  }

  /** What was added; nothing if nothing was. */
  Optional<Estimate> estimate(Parameter parameter) {
    return Optional.ofNullable(estimates.get(parameter));
  }

  /** Whether an estimate was added and is known. */
  boolean isKnown(Parameter parameter) {
    Estimate estimate = estimates.get(parameter);
    return estimate != null && estimate.identifiable();
  }

  Findings build() {
    return new Findings(estimates, judgements, figures, numbers);
  }
}

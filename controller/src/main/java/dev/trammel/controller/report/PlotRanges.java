package dev.trammel.controller.report;

import dev.trammel.controller.report.Plot.Band;
import dev.trammel.controller.report.Plot.Guide;
import dev.trammel.controller.report.Plot.Outcome;
import dev.trammel.controller.report.Plot.Series;
import java.util.Arrays;
import java.util.Optional;

/** Finds the axes that show a plot's data well. */
final class PlotRanges {

  /** Numbers beyond are treated as if they were infinite. */
  private static final double LARGEST = 1e150;

  /** How many times the series' span a band may add on each side. */
  private static final double BAND_ROOM = 1.0;

  private static final double WIDE = 100;

  /** How many widths of the middle half away a number is an outlier. */
  private static final double OUTLYING = 3;

  private double lower = Double.POSITIVE_INFINITY;
  private double upper = Double.NEGATIVE_INFINITY;

  private PlotRanges() {}

  static Optional<Axis> x(Plot plot) {
    PlotRanges range = new PlotRanges();
    for (Series series : plot.series) {
      range.include(series.x(), false);
    }
    for (Band band : plot.bands) {
      range.include(band.x(), false);
    }
    range.include(plot.outcomes.stream().mapToDouble(Outcome::x).toArray(), false);
    boolean margin = plot.wholeX || !plot.outcomes.isEmpty();
    return range.isEmpty()
        ? Optional.empty()
        : Optional.of(Axis.linear(range.lower, range.upper, plot.wholeX, margin));
  }

  static Optional<Axis> y(Plot plot) {
    boolean logarithmic = plot.logY || plot.logYIfWide && isWide(plot);
    PlotRanges range = ofSeries(plot, logarithmic);
    range.includeBands(plot, logarithmic);
    range.include(plot.outcomes.stream().mapToDouble(Outcome::y).toArray(), logarithmic);
    range.include(new double[] {plot.leastY, plot.greatestY}, logarithmic);
    for (Guide guide : plot.limits) {
      range.include(new double[] {guide.value()}, logarithmic);
    }
    if (range.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        logarithmic
            ? Axis.logarithmic(range.lower, range.upper)
            : Axis.linear(range.lower, range.upper, false, true));
  }

  static boolean isShown(double value, boolean logarithmic) {
    return Math.abs(value) <= LARGEST && (!logarithmic || value > 1 / LARGEST);
  }

  private static boolean isWide(Plot plot) {
    PlotRanges range = ofSeries(plot, false);
    return range.lower > 0 && range.upper / range.lower > WIDE;
  }

  private static PlotRanges ofSeries(Plot plot, boolean logarithmic) {
    PlotRanges range = new PlotRanges();
    for (Series series : plot.series) {
      range.include(plot.robustY ? core(series.y()) : series.y(), logarithmic);
    }
    return range;
  }

  /** The numbers but those that are farther from the middle half than three times its width. */
  private static double[] core(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return sorted;
    }
    double first = sorted[sorted.length / 4];
    double third = sorted[Math.min(sorted.length - 1, 3 * sorted.length / 4)];
    double room = OUTLYING * (third - first);
    return Arrays.stream(sorted)
        .filter(value -> value >= first - room && value <= third + room)
        .toArray();
  }

  /** A band widens the view, but one that runs away does not flatten the series. */
  private void includeBands(Plot plot, boolean logarithmic) {
    PlotRanges wide = new PlotRanges();
    for (Band band : plot.bands) {
      wide.include(band.lower(), logarithmic);
      wide.include(band.upper(), logarithmic);
    }
    if (wide.isEmpty()) {
      return;
    }
    if (isEmpty() || logarithmic || upper == lower) {
      include(new double[] {wide.lower, wide.upper}, logarithmic);
      return;
    }
    double room = BAND_ROOM * (upper - lower);
    double least = Math.max(wide.lower, lower - room);
    double greatest = Math.min(wide.upper, upper + room);
    include(new double[] {least, greatest}, false);
  }

  private void include(double[] values, boolean logarithmic) {
    for (double value : values) {
      if (isShown(value, logarithmic)) {
        lower = Math.min(lower, value);
        upper = Math.max(upper, value);
      }
    }
  }

  private boolean isEmpty() {
    return lower > upper;
  }
}

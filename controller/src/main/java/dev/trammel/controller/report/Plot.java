package dev.trammel.controller.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A line plot: series, bands about them, and guides such as limits. Numbers that are not finite
 * are gaps, and so are numbers that are not positive on a logarithmic axis. A builder; not
 * thread-safe.
 */
public final class Plot implements Figure {

  /** Colours there are; an index beyond starts again. */
  public static final int COLOURS = 8;

  record Series(String name, double[] x, double[] y, int colour, Mark mark) {}

  record Band(String name, double[] x, double[] lower, double[] upper, int colour) {}

  record Guide(String name, double value) {}

  record Outcome(double x, double y, boolean good, String word, String note) {}

  final String title;
  final String xLabel;
  final String yLabel;
  final List<Series> series = new ArrayList<>();
  final List<Band> bands = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  final List<Guide> limits = new ArrayList<>();
  final List<Guide> moments = new ArrayList<>();
  boolean logY;
  boolean logYIfWide;
  boolean wholeX;
  boolean overTime;
  boolean robustY;
  boolean small;
  double leastY = Double.POSITIVE_INFINITY;
  double greatestY = Double.NEGATIVE_INFINITY;

  /**
   * An empty plot.
   *
   * @param xLabel what x is, with its unit: "time [s]"
   * @param yLabel what y is, with its unit
   */
  public Plot(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /**
   * Adds a series.
   *
   * @param name for the legend and the tooltip; one without a name is in neither
   * @param colour 0 … {@link #COLOURS} − 1
   */
  public Plot add(String name, double[] x, double[] y, int colour, Mark mark) {
    requireSameLength(name, x, y);
    series.add(new Series(name, x.clone(), y.clone(), Math.floorMod(colour, COLOURS), mark));
    return this;
  }

  /** Shades what lies between two curves. */
  public Plot band(String name, double[] x, double[] lower, double[] upper, int colour) {
    requireSameLength(name, x, lower);
    requireSameLength(name, x, upper);
    bands.add(
        new Band(name, x.clone(), lower.clone(), upper.clone(), Math.floorMod(colour, COLOURS)));
    return this;
  }

  /**
   * Marks what came of one attempt; one whose place is not finite is left out.
   *
   * @param word beside the mark of a failure, where there are few: "31 mm"
   * @param note under the pointer
   */
  public Plot outcome(double x, double y, boolean good, String word, String note) {
    if (Double.isFinite(x) && Double.isFinite(y)) {
      outcomes.add(new Outcome(x, y, good, word, note));
    }
    return this;
  }

  /** A horizontal line that is always in view; one that is not finite is left out. */
  public Plot limit(String name, double y) {
    if (Double.isFinite(y)) {
      limits.add(new Guide(name, y));
    }
    return this;
  }

  /** A vertical line. */
  public Plot moment(String name, double x) {
    if (Double.isFinite(x)) {
      moments.add(new Guide(name, x));
    }
    return this;
  }

  public Plot logY() {
    logY = true;
    return this;
  }

  /** Logarithmic if all series are positive and span more than two decades. */
  public Plot logYIfWide() {
    logYIfWide = true;
    return this;
  }

  /** x counts something: its ticks are whole numbers. */
  public Plot wholeX() {
    wholeX = true;
    return this;
  }

  /** The y axis shows at least this range. */
  public Plot within(double lower, double upper) {
    leastY = lower;
    greatestY = upper;
    return this;
  }

  /** A few numbers far from all others do not flatten them: they may leave the view. */
  public Plot robustY() {
    robustY = true;
    return this;
  }

  /** One of many of a kind, which stand closer together. */
  public Plot small() {
    small = true;
    return this;
  }

  /** x is the time of an episode [s]: the plot shares its cursor with a {@link Scene}. */
  public Plot overTime() {
    overTime = true;
    return this;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean isSmall() {
    return small;
  }

  @Override
  public void render(StringBuilder out) {
    new PlotRenderer(this, out).render();
  }

  private static void requireSameLength(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series '" + name + "' must have as many y as x, had " + y.length + " for " + x.length);
    }
  }
}

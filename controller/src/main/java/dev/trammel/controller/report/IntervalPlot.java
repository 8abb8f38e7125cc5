package dev.trammel.controller.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Values with their intervals, a row for each thing, named beside it; in a second line of a row what
 * was known of it before. A builder; not thread-safe.
 */
public final class IntervalPlot implements Figure {

  private static final int WIDTH = 400;
  private static final int TOP = 8;
  private static final int BOTTOM = 38;
  private static final int ROW = 26;
  private static final int RIGHT = 14;
  private static final int LEAST_LEFT = 50;
  private static final int MOST_LEFT = 190;

  /** What was before stands so much lower. */
  private static final double ASIDE = 8;

  /** How many times the values' span an interval may add to the view on each side. */
  private static final double ROOM = 2;

  /**
   * A value and the interval about it.
   *
   * @param lower not above the value
   * @param upper not below it
   */
  public record Interval(double value, double lower, double upper) {}

  private record Row(String name, Optional<Interval> now, Optional<Interval> before) {}

  private final String title;
  private final String xLabel;
  private final String nowName;
  private final String beforeName;
  private final List<Row> rows = new ArrayList<>();

  /**
   * An empty one.
   *
   * @param xLabel what the values are, with their unit
   * @param nowName of the values, for the legend
   * @param beforeName of what was known before, for the legend
   */
  public IntervalPlot(String title, String xLabel, String nowName, String beforeName) {
    this.title = title;
    this.xLabel = xLabel;
    this.nowName = nowName;
    this.beforeName = beforeName;
  }

  /**
   * Adds a row at the bottom.
   *
   * @param now nothing where it is not known
   * @param before nothing where it was not known
   */
  public IntervalPlot add(String name, Optional<Interval> now, Optional<Interval> before) {
    rows.add(new Row(name, now, before));
    return this;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public void render(StringBuilder out) {
    FigureBox box = new FigureBox("plot short", title);
    if (rows.stream().anyMatch(row -> row.before().isPresent())) {
      box.entry(nowName, "dots c0");
      box.entry(beforeName, "dots c1");
    }
    box.render(out, axis().map(axis -> new Drawing(axis, out)::draw), "nothing is known");
  }

  /** All values, and as much of the intervals as does not flatten them. */
  private Optional<Axis> axis() {
    List<Interval> all = rows.stream()
        .flatMap(row -> Stream.concat(row.now().stream(), row.before().stream()))
        .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    double least = all.stream().mapToDouble(Interval::value).min().orElse(0);
    double most = all.stream().mapToDouble(Interval::value).max().orElse(0);
    double narrowest = all.stream()
        .mapToDouble(interval -> interval.upper() - interval.lower())
        .min()
        .orElse(0);
    double room = ROOM * Math.max(most - least, narrowest);
    double lower = all.stream().mapToDouble(Interval::lower).min().orElse(least);
    double upper = all.stream().mapToDouble(Interval::upper).max().orElse(most);
    return Optional.of(
        Axis.linear(Math.max(lower, least - room), Math.min(upper, most + room), false, true));
  }

  /** The rows on their axis. */
  private final class Drawing {

    private final Axis axis;
    private final StringBuilder out;
    private final Svg svg;
    private final int left;
    private final int width;
    private final int height;

    Drawing(Axis axis, StringBuilder out) {
      this.axis = axis;
      this.out = out;
      svg = new Svg(out);
      int longest = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
      left = (int) Math.min(MOST_LEFT, Math.max(LEAST_LEFT, 16 + Svg.LETTER * longest));
      width = WIDTH - left - RIGHT;
      height = ROW * rows.size();
    }

    void draw() {
      int whole = TOP + height + BOTTOM;
      svg.begin("intervals", WIDTH, whole, title);
      ticks();
      names();
      out.append("<svg x=\"" + left + "\" y=\"" + TOP + "\" width=\"" + width + "\" height=\""
          + height + "\">");
      for (int i = 0; i < rows.size(); i++) {
        double middle = ROW * (i + 0.5);
        Row row = rows.get(i);
        double aside = row.before().isPresent() ? ASIDE / 2 : 0;
        row.now().ifPresent(interval -> interval(interval, middle - aside, 0, row.name()));
        row.before().ifPresent(interval -> interval(interval, middle + aside, 1, row.name()));
      }
      out.append("</svg>");
      svg.text(left + width / 2.0, whole - 6, "middle", xLabel);
      svg.end();
    }

    private void ticks() {
      out.append("<g class=\"axis\">");
      double last = Double.NEGATIVE_INFINITY;
      for (Axis.Tick tick : axis.ticks()) {
        double x = left + width * axis.place(tick.value());
        svg.line(x, TOP, x, TOP + height + 4);
        double half = Svg.LETTER * tick.label().length() / 2;
        if (x - half > last) {
          svg.text(x, TOP + height + 16, "middle", tick.label());
          last = x + half + Svg.LETTER;
        }
      }
      out.append("</g>");
    }

    private void names() {
      for (int i = 0; i < rows.size(); i++) {
        boolean isKnown = rows.get(i).now().isPresent();
        double baseline = TOP + ROW * (i + 0.5) + 4;
        svg.text(left - 8, baseline, "end", isKnown ? "row" : "", rows.get(i).name());
        if (!isKnown) {
          svg.text(left + width - 2, baseline, "end", "not identifiable");
        }
      }
    }

    private void interval(Interval interval, double y, int colour, String name) {
      String place = Svg.number(y);
      out.append("<g class=\"c" + colour + "\"><title>")
          .append(Html.escape(name + ": " + Numbers.significant(interval.value(), 4) + ", from "
              + Numbers.significant(interval.lower(), 4) + " to "
              + Numbers.significant(interval.upper(), 4)))
          .append("</title><path d=\"M")
          .append(x(interval.lower()) + "," + place + "L" + x(interval.upper()) + "," + place)
          .append("\"/><path class=\"dot\" d=\"M" + x(interval.value()) + "," + place)
          .append("h0\"/></g>");
    }

    /** Far outside is as good as a little outside. */
    private String x(double value) {
      return Svg.number(width * Math.min(2, Math.max(-1, axis.place(value))));
    }
  }
}

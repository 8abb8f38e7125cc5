package dev.trammel.controller.report;

import dev.trammel.controller.report.Axis.Tick;

/** Axes, grid and labels about an area for data, which is an SVG of its own, and clips. */
final class PlotFrame {

  private static final int TOP = 10;

  /** Room for the label of the y axis and the space beside it. */
  private static final int BESIDE_TICKS = 28;

  /** As wide as a digit is set. */
  private static final double DIGIT = 6.2;

  private static final int LEAST_LEFT = 60;
  private static final int RIGHT = 12;
  private static final int BOTTOM = 40;

  final Axis x;
  final Axis y;
  final int areaWidth;
  final int areaHeight;
  private final int width;
  private final int height;
  private final int left;
  private final StringBuilder out;
  private final Svg svg;

  PlotFrame(int width, int height, Axis x, Axis y, StringBuilder out) {
    this.width = width;
    this.height = height;
    this.x = x;
    this.y = y;
    this.out = out;
    svg = new Svg(out);
    left = left(y);
    areaWidth = width - left - RIGHT;
    areaHeight = height - TOP - BOTTOM;
  }

  /** What is left of the area: long numbers must not reach the label beside them. */
  private static int left(Axis y) {
    int longest =
        y.ticks().stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
    return Math.max(LEAST_LEFT, (int) Math.ceil(BESIDE_TICKS + DIGIT * longest));
  }

  /**
   * Draws all but the data.
   *
   * @param overTime whether the area shares its cursor with a {@link Scene}
   * @param data draws what is in the area
   */
  void draw(String title, String xLabel, String yLabel, boolean overTime, Runnable data) {
    svg.begin("", width, height, title);
    grid();
    out.append("<svg class=\"data\" x=\"" + left + "\" y=\"" + TOP + "\" width=\"" + areaWidth
        + "\" height=\"" + areaHeight + "\"");
    out.append(overTime ? " data-time" : "");
    range("x", x);
    range("y", y);
    out.append('>');
    data.run();
    out.append("<line class=\"cursor\" y1=\"0\" y2=\"" + areaHeight + "\"/></svg>");
    svg.text(left + areaWidth / 2.0, height - 6, "middle", xLabel);
    svg.upwards(11, TOP + areaHeight / 2.0, "middle", yLabel);
    svg.end();
  }

  /** What the page's script needs to turn a place into a number. */
  private void range(String name, Axis axis) {
    out.append(" data-").append(name).append("=\"").append(axis.lower).append(' ');
    out.append(axis.upper).append(axis.logarithmic ? " log\"" : "\"");
  }

  private void grid() {
    out.append("<g class=\"axis\">");
    for (Tick tick : y.ticks()) {
      double place = TOP + down(tick.value());
      svg.line(left, place, left + areaWidth, place);
      svg.text(left - 6, place + 3.5, "end", tick.label());
    }
    for (Tick tick : x.ticks()) {
      double place = left + right(tick.value());
      svg.line(place, TOP + areaHeight, place, TOP + areaHeight + 4);
      svg.text(place, TOP + areaHeight + 15, "middle", tick.label());
    }
    out.append("</g>");
  }

  /** In the area. */
  void text(double place, double baseline, String anchor, String text) {
    svg.text(place, baseline, anchor, text);
  }

  boolean isShown(double xValue, double yValue) {
    return PlotRanges.isShown(xValue, x.logarithmic) && PlotRanges.isShown(yValue, y.logarithmic);
  }

  String point(double xValue, double yValue) {
    return Svg.number(right(xValue)) + "," + Svg.number(down(yValue));
  }

  /** From the area's left end. */
  double right(double value) {
    return areaWidth * within(x.place(value));
  }

  /** From the area's top. */
  double down(double value) {
    return areaHeight * (1 - within(y.place(value)));
  }

  /** Far outside is as good as a little outside, and browsers can draw it. */
  private static double within(double place) {
    return Math.min(20, Math.max(-20, place));
  }
}

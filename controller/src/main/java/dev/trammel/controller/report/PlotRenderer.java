package dev.trammel.controller.report;

import dev.trammel.controller.report.Axis.Tick;
import dev.trammel.controller.report.Plot.Band;
import dev.trammel.controller.report.Plot.Guide;
import dev.trammel.controller.report.Plot.Series;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws one plot as an SVG figure. Colours are classes, so that the page's style decides them;
 * the drawing area is an SVG of its own, which clips.
 */
final class PlotRenderer {

  private static final int LEFT = 60;
  private static final int TOP = 10;

  private final Plot plot;
  private final StringBuilder out;
  private final int width;
  private final int height;
  private final int areaWidth;
  private final int areaHeight;

  PlotRenderer(Plot plot, StringBuilder out) {
    this.plot = plot;
    this.out = out;
    width = plot.small ? 260 : 400;
    height = plot.small ? 168 : 232;
    areaWidth = width - LEFT - 12;
    areaHeight = height - TOP - 40;
  }

  void render() {
    out.append("<figure class=\"plot\"><figcaption>")
        .append(Html.escape(plot.title))
        .append("</figcaption>");
    legend();
    Optional<Axis> x = PlotRanges.x(plot);
    Optional<Axis> y = PlotRanges.y(plot);
    if (x.isPresent() && y.isPresent()) {
      new Drawing(x.get(), y.get()).draw();
    } else {
      out.append("<p class=\"empty\">no data</p>");
    }
    out.append("</figure>\n");
  }

  private void legend() {
    out.append("<ul class=\"legend\">");
    for (Series series : plot.series) {
      entry(series.name(), "swatch c" + series.colour() + " " + cssClass(series.mark()));
    }
    for (Band band : plot.bands) {
      entry(band.name(), "swatch area c" + band.colour());
    }
    for (Guide limit : plot.limits) {
      entry(limit.name(), "swatch limit");
    }
    for (Guide moment : plot.moments) {
      entry(moment.name(), "swatch moment");
    }
    out.append("</ul>");
  }

  private void entry(String name, String classes) {
    if (!name.isEmpty()) {
      out.append("<li><span class=\"").append(classes).append("\"></span>");
      out.append(Html.escape(name)).append("</li>");
    }
  }

  private static String cssClass(Mark mark) {
    return mark.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String number(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  /** A plot on its axes. */
  private final class Drawing {

    private final Axis x;
    private final Axis y;

    Drawing(Axis x, Axis y) {
      this.x = x;
      this.y = y;
    }

    void draw() {
      out.append("<svg viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" aria-label=\"")
          .append(Html.escape(plot.title))
          .append("\">");
      grid();
      out.append("<svg class=\"data\" x=\"" + LEFT + "\" y=\"" + TOP + "\" width=\"" + areaWidth
          + "\" height=\"" + areaHeight + "\"");
      out.append(plot.overTime ? " data-time" : "");
      range("x", x);
      range("y", y);
      out.append('>');
      plot.bands.forEach(this::band);
      plot.limits.forEach(this::limit);
      plot.moments.forEach(this::moment);
      plot.series.forEach(this::series);
      out.append("<line class=\"cursor\" y1=\"0\" y2=\"" + areaHeight + "\"/></svg>");
      labels();
      out.append("</svg>");
    }

    /** What the page's script needs to turn a place into a number. */
    private void range(String name, Axis axis) {
      out.append(" data-").append(name).append("=\"").append(axis.lower).append(' ');
      out.append(axis.upper).append(axis.logarithmic ? " log\"" : "\"");
    }

    private void grid() {
      out.append("<g class=\"axis\">");
      for (Tick tick : y.ticks()) {
        String place = number(TOP + down(tick.value()));
        out.append("<line x1=\"" + LEFT + "\" x2=\"" + (LEFT + areaWidth) + "\" y1=\"")
            .append(place + "\" y2=\"" + place + "\"/>");
        text(LEFT - 6, TOP + down(tick.value()) + 3.5, "end", tick.label());
      }
      for (Tick tick : x.ticks()) {
        String place = number(LEFT + right(tick.value()));
        out.append("<line y1=\"" + (TOP + areaHeight) + "\" y2=\"" + (TOP + areaHeight + 4))
            .append("\" x1=\"" + place + "\" x2=\"" + place + "\"/>");
        text(LEFT + right(tick.value()), TOP + areaHeight + 15, "middle", tick.label());
      }
      out.append("</g>");
    }

    private void labels() {
      text(LEFT + areaWidth / 2.0, height - 6, "middle", plot.xLabel);
      out.append("<text class=\"y\" text-anchor=\"middle\" transform=\"translate(11,"
              + number(TOP + areaHeight / 2.0) + ") rotate(-90)\">")
          .append(Html.escape(plot.yLabel))
          .append("</text>");
    }

    private void text(double left, double baseline, String anchor, String text) {
      out.append("<text x=\"").append(number(left)).append("\" y=\"").append(number(baseline));
      out.append("\" text-anchor=\"").append(anchor).append("\">");
      out.append(Html.escape(text)).append("</text>");
    }

    private void series(Series series) {
      if (series.mark() != Mark.DOTS) {
        out.append("<path class=\"c").append(series.colour()).append(' ');
        out.append(cssClass(series.mark())).append('"');
        name(series);
        out.append(" d=\"").append(path(series)).append("\"/>");
      }
      if (series.mark() == Mark.DOTS || series.mark() == Mark.LINE_AND_DOTS) {
        out.append("<path class=\"c").append(series.colour()).append(" dot\"");
        if (series.mark() == Mark.DOTS) {
          name(series);
        }
        out.append(" d=\"").append(dots(series)).append("\"/>");
      }
    }

    private void name(Series series) {
      if (!series.name().isEmpty()) {
        out.append(" data-name=\"").append(Html.escape(series.name())).append('"');
      }
    }

    private String path(Series series) {
      StringBuilder d = new StringBuilder();
      boolean down = false;
      for (int i = 0; i < series.x().length; i++) {
        boolean shown = isShown(series.x()[i], series.y()[i]);
        if (shown && down && series.mark() == Mark.STEP) {
          d.append('L').append(point(series.x()[i], series.y()[i - 1]));
        }
        if (shown) {
          d.append(down ? 'L' : 'M').append(point(series.x()[i], series.y()[i]));
        }
        down = shown;
      }
      return d.toString();
    }

    /** Lines of no length with round ends. */
    private String dots(Series series) {
      StringBuilder d = new StringBuilder();
      for (int i = 0; i < series.x().length; i++) {
        if (isShown(series.x()[i], series.y()[i])) {
          d.append('M').append(point(series.x()[i], series.y()[i])).append("h0");
        }
      }
      return d.toString();
    }

    private void band(Band band) {
      out.append("<path class=\"area c").append(band.colour()).append("\" d=\"");
      int end = 0;
      for (int i = 0; i < band.x().length; i = Math.max(i + 1, end)) {
        end = i;
        while (end < band.x().length && isShown(band, end)) {
          end++;
        }
        bandPiece(band, i, end);
      }
      out.append("\"/>");
    }

    private boolean isShown(Band band, int i) {
      return isShown(band.x()[i], band.upper()[i]) && PlotRanges.isShown(band.lower()[i], false);
    }

    /** A piece without gaps; where a logarithmic axis has no place, it goes to the bottom. */
    private void bandPiece(Band band, int from, int end) {
      for (int i = from; i < end; i++) {
        out.append(i == from ? 'M' : 'L').append(point(band.x()[i], band.upper()[i]));
      }
      for (int i = end - 1; i >= from; i--) {
        double lower = band.lower()[i];
        double least = y.logarithmic ? Math.max(lower, y.lower) : lower;
        out.append('L').append(point(band.x()[i], least));
      }
      if (end > from) {
        out.append('Z');
      }
    }

    private void limit(Guide limit) {
      if (PlotRanges.isShown(limit.value(), y.logarithmic)) {
        String place = number(down(limit.value()));
        out.append("<line class=\"limit\" x1=\"0\" x2=\"" + areaWidth + "\" y1=\"" + place
            + "\" y2=\"" + place + "\"/>");
      }
    }

    private void moment(Guide moment) {
      String place = number(right(moment.value()));
      out.append("<line class=\"moment\" y1=\"0\" y2=\"" + areaHeight + "\" x1=\"" + place
          + "\" x2=\"" + place + "\"/>");
    }

    private boolean isShown(double xValue, double yValue) {
      return PlotRanges.isShown(xValue, x.logarithmic) && PlotRanges.isShown(yValue, y.logarithmic);
    }

    private String point(double xValue, double yValue) {
      return number(right(xValue)) + "," + number(down(yValue));
    }

    private double right(double value) {
      return areaWidth * within(x.place(value));
    }

    private double down(double value) {
      return areaHeight * (1 - within(y.place(value)));
    }

    /** Far outside is as good as a little outside, and browsers can draw it. */
    private static double within(double place) {
      return Math.min(20, Math.max(-20, place));
    }
  }
}

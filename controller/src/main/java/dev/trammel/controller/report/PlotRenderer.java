package dev.trammel.controller.report;

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

  private final Plot plot;
  private final StringBuilder out;

  PlotRenderer(Plot plot, StringBuilder out) {
    this.plot = plot;
    this.out = out;
  }

  void render() {
    FigureBox box = new FigureBox("plot", plot.title);
    for (Series series : plot.series) {
      box.entry(series.name(), "c" + series.colour() + " " + cssClass(series.mark()));
    }
    OutcomeMarks.legend(plot.outcomes, box);
    plot.bands.forEach(band -> box.entry(band.name(), "area c" + band.colour()));
    plot.limits.forEach(limit -> box.entry(limit.name(), "limit"));
    plot.moments.forEach(moment -> box.entry(moment.name(), "moment"));
    Optional<Axis> y = PlotRanges.y(plot);
    Optional<PlotFrame> frame =
        PlotRanges.x(plot).flatMap(x -> y.map(present -> frame(x, present)));
    box.render(out, frame.map(about -> new Drawing(about)::draw), "no data");
  }

  private PlotFrame frame(Axis x, Axis y) {
    return plot.small ? new PlotFrame(260, 168, x, y, out) : new PlotFrame(400, 232, x, y, out);
  }

  private static String cssClass(Mark mark) {
    return mark.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A plot on its axes. */
  private final class Drawing {

    private final PlotFrame frame;

    Drawing(PlotFrame frame) {
      this.frame = frame;
    }

    void draw() {
      frame.draw(plot.title, plot.xLabel, plot.yLabel, plot.overTime, () -> {
        plot.bands.forEach(this::band);
        plot.limits.forEach(this::limit);
        plot.moments.forEach(this::moment);
        plot.series.forEach(this::series);
        new OutcomeMarks(frame, out).draw(plot.outcomes);
      });
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
        boolean shown = frame.isShown(series.x()[i], series.y()[i]);
        if (shown && down && series.mark() == Mark.STEP) {
          d.append('L').append(frame.point(series.x()[i], series.y()[i - 1]));
        }
        if (shown) {
          d.append(down ? 'L' : 'M').append(frame.point(series.x()[i], series.y()[i]));
        }
        down = shown;
      }
      return d.toString();
    }

    /** Lines of no length with round ends. */
    private String dots(Series series) {
      StringBuilder d = new StringBuilder();
      for (int i = 0; i < series.x().length; i++) {
        if (frame.isShown(series.x()[i], series.y()[i])) {
          d.append('M').append(frame.point(series.x()[i], series.y()[i])).append("h0");
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
      return frame.isShown(band.x()[i], band.upper()[i])
          && PlotRanges.isShown(band.lower()[i], false);
    }

    /** A piece without gaps; where a logarithmic axis has no place, it goes to the bottom. */
    private void bandPiece(Band band, int from, int end) {
      for (int i = from; i < end; i++) {
        out.append(i == from ? 'M' : 'L').append(frame.point(band.x()[i], band.upper()[i]));
      }
      for (int i = end - 1; i >= from; i--) {
        double lower = band.lower()[i];
        double least = frame.y.logarithmic ? Math.max(lower, frame.y.lower) : lower;
        out.append('L').append(frame.point(band.x()[i], least));
      }
      if (end > from) {
        out.append('Z');
      }
    }

    private void limit(Guide limit) {
      if (PlotRanges.isShown(limit.value(), frame.y.logarithmic)) {
        String place = Svg.number(frame.down(limit.value()));
        out.append("<line class=\"limit\" x1=\"0\" x2=\"" + frame.areaWidth + "\" y1=\"" + place
            + "\" y2=\"" + place + "\"/>");
      }
    }

    private void moment(Guide moment) {
      String place = Svg.number(frame.right(moment.value()));
      out.append("<line class=\"moment\" y1=\"0\" y2=\"" + frame.areaHeight + "\" x1=\"" + place
          + "\" x2=\"" + place + "\"/>");
    }
  }
}

package dev.trammel.controller.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Numbers over two whole numbers, the greater the darker, by their logarithm. Numbers that are not
 * positive and finite are left out. Immutable.
 */
public final class HeatMap implements Figure {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 232;
  private static final double FAINTEST = 0.06;

  /** Decades beneath the greatest number that are told apart. */
  private static final double DECADES = 4;

  private static final List<Double> SHADES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final String unit;
  private final double[][] rows;
  private final double least;
  private final boolean clipped;
  private final double greatest;

  /**
   * Keeps copies.
   *
   * @param unit of the numbers
   * @param rows from the bottom up, y and then x from 0
   */
  public HeatMap(String title, String xLabel, String yLabel, String unit, double[][] rows) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.unit = unit;
    this.rows = rows.clone();
    double lower = Double.POSITIVE_INFINITY;
    double upper = 0;
    for (int y = 0; y < rows.length; y++) {
      this.rows[y] = rows[y].clone();
      for (double value : rows[y]) {
        if (PlotRanges.isShown(value, true)) {
          lower = Math.min(lower, value);
          upper = Math.max(upper, value);
        }
      }
    }
    greatest = upper;
    least = Math.max(lower, upper / Math.pow(10, DECADES));
    clipped = lower < least;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public void render(StringBuilder out) {
    FigureBox box = new FigureBox("plot", title);
    legend(box);
    Optional<Runnable> drawing = Optional.of(() -> draw(out));
    box.render(out, drawing.filter(any -> greatest > 0), "no data");
  }

  private void draw(StringBuilder out) {
    PlotFrame frame = new PlotFrame(
        WIDTH,
        HEIGHT,
        Axis.linear(-0.5, columns() - 0.5, true, false),
        Axis.linear(-0.5, rows.length - 0.5, true, false),
        out);
    frame.draw(title, xLabel, yLabel, false, () -> cells(frame, out));
  }

  private int columns() {
    int columns = 0;
    for (double[] row : rows) {
      columns = Math.max(columns, row.length);
    }
    return columns;
  }

  private void legend(FigureBox box) {
    for (double shade : greatest > least ? SHADES : List.of(1.0)) {
      double value = least * Math.pow(greatest / least, shade);
      if (Double.isFinite(value)) {
        String number = (clipped && shade == 0 ? "≤ " : "") + Numbers.significant(value, 2);
        box.entry(shade == 1 ? number + " " + unit : number, "cell", opacity(shade));
      }
    }
  }

  private void cells(PlotFrame frame, StringBuilder out) {
    double width = frame.right(1) - frame.right(0);
    double height = frame.down(0) - frame.down(1);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length; x++) {
        if (PlotRanges.isShown(rows[y][x], true)) {
          out.append("<rect class=\"cell\" x=\"").append(Svg.number(frame.right(x - 0.5)));
          out.append("\" y=\"").append(Svg.number(frame.down(y + 0.5)));
          out.append("\" width=\"").append(Svg.number(width));
          out.append("\" height=\"").append(Svg.number(height));
          out.append("\" fill-opacity=\"").append(opacity(shade(rows[y][x]))).append("\"><title>");
          out.append(Html.escape(yLabel)).append(' ').append(y).append(", ");
          out.append(Html.escape(xLabel)).append(' ').append(x).append(": ");
          out.append(Html.escape(Numbers.significant(rows[y][x], 3) + " " + unit));
          out.append("</title></rect>");
        }
      }
    }
  }

  /** 0 for the least, 1 for the greatest. */
  private double shade(double value) {
    return greatest > least ? Math.max(0, Math.log(value / least) / Math.log(greatest / least)) : 1;
  }

  private static String opacity(double shade) {
    return String.format(Locale.ROOT, "%.2f", FAINTEST + (1 - FAINTEST) * shade);
  }
}

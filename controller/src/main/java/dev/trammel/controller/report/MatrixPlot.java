package dev.trammel.controller.report;

import java.util.List;
import java.util.Locale;

/**
 * Signed numbers in rows and columns that have names: the greater the darker, one colour for either sign.
 * What is 0 or not finite is left out. Immutable.
 */
public final class MatrixPlot implements Figure {

  private static final int WIDTH = 400;
  private static final int TOP = 6;
  private static final int RIGHT = 6;
  private static final int LABEL = 18;
  private static final double MOST_HEIGHT = 26;
  private static final double FAINTEST = 0.08;

  /** As wide as a letter is set, on average; and a digit in a cell. */
  private static final double LETTER = 6.1;

  private static final double DIGIT = 5.6;
  private static final int LEAST_NAMES = 30;
  private static final int MOST_NAMES = 150;

  /** A row that is lower has no name that one could read. */
  private static final double READABLE = 11;

  /** Darker than this, a number is written in the colour of the paper. */
  private static final double DARK = 0.55;

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<String> columnNames;
  private final List<String> rowNames;
  private final double[][] rows;
  private final double greatest;
  private final double left;
  private final double cellWidth;
  private final double cellHeight;

  /**
   * Keeps copies.
   *
   * @param numbers from the top down, a row for each name of the rows, with a number for each column
   */
  public MatrixPlot(String title, Names columns, Names rows, double[][] numbers) {
    this.title = title;
    xLabel = columns.label();
    yLabel = rows.label();
    columnNames = columns.names();
    rowNames = rows.names();
    if (numbers.length != rowNames.size()) {
      throw new IllegalArgumentException(
          "there must be a row for each of " + rowNames.size() + " names, had " + numbers.length);
    }
    this.rows = numbers.clone();
    double most = 0;
    for (int y = 0; y < numbers.length; y++) {
      if (numbers[y].length != columnNames.size()) {
        throw new IllegalArgumentException(
            "row " + y + " must have " + columnNames.size() + " numbers, had " + numbers[y].length);
      }
      this.rows[y] = numbers[y].clone();
      for (double value : numbers[y]) {
        most = Double.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
      }
    }
    greatest = most;
    left = LABEL + Math.min(MOST_NAMES, Math.max(LEAST_NAMES, 8 + LETTER * longest(rowNames)));
    cellWidth = (WIDTH - left - RIGHT) / Math.max(1, columnNames.size());
    cellHeight = Math.min(MOST_HEIGHT, cellWidth);
  }

  /**
   * What stands along one side.
   *
   * @param label what they are: {@code actuator}
   */
  public record Names(String label, List<String> names) {

    public Names {
      names = List.copyOf(names);
    }
  }

  private static int longest(List<String> names) {
    return names.stream().mapToInt(String::length).max().orElse(0);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean isSmall() {
    return false;
  }

  @Override
  public void render(StringBuilder out) {
    out.append("<figure class=\"plot short\"><figcaption>")
        .append(Html.escape(title))
        .append("</figcaption>");
    if (greatest > 0) {
      legend(out);
      drawing(out);
    } else {
      out.append("<p class=\"empty\">no data</p>");
    }
    out.append("</figure>\n");
  }

  private static void legend(StringBuilder out) {
    out.append("<ul class=\"legend\">");
    out.append("<li><span class=\"swatch cell\"></span>positive</li>");
    out.append("<li><span class=\"swatch cell minus\"></span>negative</li></ul>");
  }

  private void drawing(StringBuilder out) {
    boolean isFlat = LETTER * longest(columnNames) < cellWidth;
    double names = isFlat ? 14 : 6 + LETTER * Math.min(longest(columnNames), 24);
    double height = cellHeight * rows.length;
    int whole = (int) Math.ceil(TOP + height + names + LABEL);
    out.append("<svg class=\"matrix\" viewBox=\"0 0 " + WIDTH + " " + whole)
        .append("\" role=\"img\" aria-label=\"" + Html.escape(title) + "\">");
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columnNames.size(); x++) {
        cell(x, y, out);
      }
    }
    if (cellHeight >= READABLE) {
      for (int y = 0; y < rows.length; y++) {
        text(left - 6, TOP + cellHeight * (y + 0.5) + 4, "end", rowNames.get(y), out);
      }
      columnNames(TOP + height, isFlat, out);
    }
    text(left + (WIDTH - RIGHT - left) / 2, whole - 4, "middle", xLabel, out);
    turned(11, TOP + height / 2, "middle", yLabel, out);
    out.append("</svg>");
  }

  private void columnNames(double bottom, boolean isFlat, StringBuilder out) {
    for (int x = 0; x < columnNames.size(); x++) {
      double middle = left + cellWidth * (x + 0.5);
      if (isFlat) {
        text(middle, bottom + 13, "middle", columnNames.get(x), out);
      } else {
        turned(middle + 4, bottom + 5, "end", columnNames.get(x), out);
      }
    }
  }

  private void cell(int x, int y, StringBuilder out) {
    double value = rows[y][x];
    if (!Double.isFinite(value) || value == 0) {
      return;
    }
    double shade = FAINTEST + (1 - FAINTEST) * Math.abs(value) / greatest;
    out.append("<rect class=\"cell").append(value < 0 ? " minus" : "").append("\" x=\"");
    out.append(PlotFrame.number(left + cellWidth * x)).append("\" y=\"");
    out.append(PlotFrame.number(TOP + cellHeight * y)).append("\" width=\"");
    out.append(PlotFrame.number(cellWidth)).append("\" height=\"");
    out.append(PlotFrame.number(cellHeight)).append("\" fill-opacity=\"");
    out.append(String.format(Locale.ROOT, "%.2f", shade)).append("\"><title>");
    out.append(Html.escape(
        rowNames.get(y) + ", " + columnNames.get(x) + ": " + Numbers.significant(value, 3)));
    out.append("</title></rect>");
    String number = Numbers.significant(value, 2);
    if (cellHeight >= READABLE && DIGIT * number.length() < cellWidth) {
      out.append("<text class=\"").append(shade > DARK ? "on" : "row").append("\" x=\"");
      out.append(PlotFrame.number(left + cellWidth * (x + 0.5))).append("\" y=\"");
      out.append(PlotFrame.number(TOP + cellHeight * (y + 0.5) + 4));
      out.append("\" text-anchor=\"middle\">").append(Html.escape(number)).append("</text>");
    }
  }

  private static void text(
      double x, double baseline, String anchor, String text, StringBuilder out) {
    out.append("<text x=\"" + PlotFrame.number(x) + "\" y=\"" + PlotFrame.number(baseline))
        .append("\" text-anchor=\"" + anchor + "\">" + Html.escape(text) + "</text>");
  }

  /** From below upwards. */
  private static void turned(double x, double y, String anchor, String text, StringBuilder out) {
    out.append("<text transform=\"translate(" + PlotFrame.number(x) + "," + PlotFrame.number(y)
            + ") rotate(-90)\" text-anchor=\"" + anchor + "\">")
        .append(Html.escape(text))
        .append("</text>");
  }
}

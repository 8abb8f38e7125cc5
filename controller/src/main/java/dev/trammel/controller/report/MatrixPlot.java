package dev.trammel.controller.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  /** As wide as a digit is set in a cell. */
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
    left = LABEL + Math.min(MOST_NAMES, Math.max(LEAST_NAMES, 8 + Svg.LETTER * longest(rowNames)));
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
  public void render(StringBuilder out) {
    FigureBox box = new FigureBox("plot short", title);
    if (greatest > 0) {
      box.entry("positive", "cell");
      box.entry("negative", "cell minus");
    }
    Optional<Runnable> drawing = Optional.of(() -> draw(new Svg(out), out));
    box.render(out, drawing.filter(any -> greatest > 0), "no data");
  }

  private void draw(Svg svg, StringBuilder out) {
    boolean isFlat = Svg.LETTER * longest(columnNames) < cellWidth;
    boolean isReadable = cellHeight >= READABLE;
    double beneath = isFlat ? 14 : 6 + Svg.LETTER * Math.min(longest(columnNames), 24);
    double names = isReadable ? beneath : 0;
    double height = cellHeight * rows.length;
    int whole = (int) Math.ceil(TOP + height + names + LABEL);
    svg.begin("matrix", WIDTH, whole, title);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columnNames.size(); x++) {
        cell(x, y, svg, out);
      }
    }
    if (isReadable) {
      for (int y = 0; y < rows.length; y++) {
        svg.text(left - 6, TOP + cellHeight * (y + 0.5) + 4, "end", rowNames.get(y));
      }
      columnNames(TOP + height, isFlat, svg);
    }
    svg.text(left + (WIDTH - RIGHT - left) / 2, whole - 4, "middle", xLabel);
    svg.upwards(11, TOP + height / 2, "middle", yLabel);
    svg.end();
  }

  private void columnNames(double bottom, boolean isFlat, Svg svg) {
    for (int x = 0; x < columnNames.size(); x++) {
      double middle = left + cellWidth * (x + 0.5);
      if (isFlat) {
        svg.text(middle, bottom + 13, "middle", columnNames.get(x));
      } else {
        svg.upwards(middle + 4, bottom + 5, "end", columnNames.get(x));
      }
    }
  }

  private void cell(int x, int y, Svg svg, StringBuilder out) {
    double value = rows[y][x];
    if (!Double.isFinite(value) || value == 0) {
      return;
    }
    double shade = FAINTEST + (1 - FAINTEST) * Math.abs(value) / greatest;
    out.append("<rect class=\"cell").append(value < 0 ? " minus" : "").append("\" x=\"");
    out.append(Svg.number(left + cellWidth * x)).append("\" y=\"");
    out.append(Svg.number(TOP + cellHeight * y)).append("\" width=\"");
    out.append(Svg.number(cellWidth)).append("\" height=\"");
    out.append(Svg.number(cellHeight)).append("\" fill-opacity=\"");
    out.append(String.format(Locale.ROOT, "%.2f", shade)).append("\"><title>");
    out.append(Html.escape(
        rowNames.get(y) + ", " + columnNames.get(x) + ": " + Numbers.significant(value, 3)));
    out.append("</title></rect>");
    String number = Numbers.significant(value, 2);
    if (cellHeight >= READABLE && DIGIT * number.length() < cellWidth) {
      svg.text(
          left + cellWidth * (x + 0.5),
          TOP + cellHeight * (y + 0.5) + 4,
          "middle",
          shade > DARK ? "on" : "row",
          number);
    }
  }
}

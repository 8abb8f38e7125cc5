package dev.trammel.controller.report;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Rows of text; cells that begin with a digit or a sign are set to the right.
 *
 * @param header one per column
 * @param rows as wide as the header
 * @param tones one per row, of its first cell
 */
public record Table(List<String> header, List<List<String>> rows, List<Fact.Tone> tones) {

  /** What is longer is a sentence that begins with a number. */
  private static final int LONGEST_NUMBER = 32;

  /** A table of more rows scrolls in a box of its own; of one of fewer a picture shows all. */
  private static final int LONGEST = 200;

  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    tones = List.copyOf(tones);
    if (tones.size() != rows.size()) {
      throw new IllegalArgumentException(
          "a table of " + rows.size() + " rows must have as many tones, had " + tones.size());
    }
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException("a row of table " + header + " must have "
            + header.size() + " cells, had " + row.size());
      }
    }
  }

  /** One without good or bad news. */
  public Table(List<String> header, List<List<String>> rows) {
    this(header, rows, Collections.nCopies(rows.size(), Fact.Tone.NEUTRAL));
  }

  void render(StringBuilder out) {
    out.append(rows.size() > LONGEST ? "<div class=\"table long\">" : "<div class=\"table\">");
    out.append("<table><thead><tr>");
    for (String cell : header) {
      out.append("<th>").append(Html.escape(cell)).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (int i = 0; i < rows.size(); i++) {
      out.append(rowTag(tones.get(i)));
      for (String cell : rows.get(i)) {
        out.append(isNumber(cell) ? "<td class=\"number\">" : "<td>");
        out.append(Html.escape(cell)).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static String rowTag(Fact.Tone tone) {
    return tone == Fact.Tone.NEUTRAL
        ? "<tr>"
        : "<tr class=\"" + tone.name().toLowerCase(Locale.ROOT) + "\">";
  }

  private static boolean isNumber(String cell) {
    return !cell.isEmpty()
        && cell.length() <= LONGEST_NUMBER
        && "0123456789+-−±–∞".indexOf(cell.charAt(0)) >= 0;
  }
}

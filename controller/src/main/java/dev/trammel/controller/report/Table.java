package dev.trammel.controller.report;

import java.util.List;

/**
 * Rows of text; cells that begin with a digit or a sign are set to the right.
 *
 * @param header one per column
 * @param rows as wide as the header
 */
public record Table(List<String> header, List<List<String>> rows) {

  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException("a row of table " + header + " must have "
            + header.size() + " cells, had " + row.size());
      }
    }
  }

  void render(StringBuilder out) {
    out.append("<div class=\"table\"><table><thead><tr>");
    for (String cell : header) {
      out.append("<th>").append(Html.escape(cell)).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr>");
      for (String cell : row) {
        out.append(isNumber(cell) ? "<td class=\"number\">" : "<td>");
        out.append(Html.escape(cell)).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static boolean isNumber(String cell) {
    return !cell.isEmpty() && "0123456789+-−±–∞".indexOf(cell.charAt(0)) >= 0;
  }
}

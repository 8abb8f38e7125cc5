package dev.trammel.calibration.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table for people: the first column to the left, the others to the right. */
final class TextTable {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... header) {
    this.header = List.of(header);
  }

  void add(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "a row must have " + header.size() + " cells, had " + cells.length);
    }
    rows.add(List.of(cells));
  }

  /** For a terminal. */
  List<String> plain() {
    List<String> lines = new ArrayList<>();
    lines.add(aligned(header));
    rows.forEach(row -> lines.add(aligned(row)));
    return lines;
  }

  private String aligned(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String gap = " ".repeat(width(i) - row.get(i).length());
      line.append(i == 0 ? "  " + row.get(i) + gap : "   " + gap + row.get(i));
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest = header.get(column).length();
    for (List<String> row : rows) {
      widest = Math.max(widest, row.get(column).length());
    }
    return widest;
  }

  /** For a page in Markdown. */
  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(piped(header));
    List<String> rules = new ArrayList<>(Collections.nCopies(header.size(), "---:"));
    rules.set(0, "---");
    lines.add("|" + String.join("|", rules) + "|");
    rows.forEach(row -> lines.add(piped(row)));
    return lines;
  }

  private static String piped(List<String> row) {
    return "| " + String.join(" | ", row) + " |";
  }
}

package dev.trammel.controller.report;

/** Something drawn that stands in a page beside others. */
public sealed interface Figure permits Plot, HeatMap, IntervalPlot, MatrixPlot {

  /** What stands above it. */
  String title();

  /** Whether it is one of many of a kind, which stand closer together. */
  default boolean isSmall() {
    return false;
  }

  /** Adds it to a page. */
  void render(StringBuilder out);
}

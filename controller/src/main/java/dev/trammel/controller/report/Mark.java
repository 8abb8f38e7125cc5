package dev.trammel.controller.report;

/** How a series is drawn. */
public enum Mark {
  LINE,
  DASHED,
  /** A faint line, one of many of a kind. */
  THIN,
  /** A value that holds until the next. */
  STEP,
  DOTS,
  LINE_AND_DOTS
}

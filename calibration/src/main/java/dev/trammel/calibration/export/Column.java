package dev.trammel.calibration.export;

/** A column of a table. */
record Column(String name, Kind kind) {

  enum Kind {
    WHOLE,
    NUMBER,
    TEXT
  }
}

package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;

/** Columns of recordings. */
final class Readings {

  private Readings() {}

  /** What a sensor read at each step, T+1 of them. */
  static double[] sensor(Recording recording, int sensor) {
    double[] column = new double[recording.steps() + 1];
    for (int t = 0; t < column.length; t++) {
      column[t] = recording.reading(t, sensor);
    }
    return column;
  }

  /** What an actuator was given at each step, T of them. */
  static double[] applied(Recording recording, int actuator) {
    double[] column = new double[recording.steps()];
    for (int t = 0; t < column.length; t++) {
      column[t] = recording.applied(t, actuator);
    }
    return column;
  }

  /** All sensors at one step. */
  static double[] at(Recording recording, int t) {
    double[] reading = new double[recording.sensors()];
    for (int i = 0; i < reading.length; i++) {
      reading[i] = recording.reading(t, i);
    }
    return reading;
  }
}

package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Recording;
import java.util.Optional;

/** The readings of a motion as they were heard, in case nothing better is left. Thread-safe. */
final class HeardRows {

  private RecordingLog log = new RecordingLog();
  private double[] last = new double[0];
  private double lastTime = Double.NEGATIVE_INFINITY;
  private int rows;

  synchronized void begin() {
    log = new RecordingLog();
    lastTime = Double.NEGATIVE_INFINITY;
    rows = 0;
  }

  /** Takes in a reading; one that is older than the last is left out. */
  synchronized void add(double seconds, double[] reading, double[] applied) {
    if (seconds > lastTime) {
      log.step(seconds, reading, applied, applied);
      last = reading.clone();
      lastTime = seconds;
      rows++;
    }
  }

  /**
   * What was heard; nothing if that was nothing.
   *
   * @param end why there is no more
   * @param period by which the last reading is repeated [s]
   */
  synchronized Optional<Recording> recording(String end, double period) {
    return rows == 0 ? Optional.empty() : Optional.of(log.close(end, lastTime + period, last));
  }
}

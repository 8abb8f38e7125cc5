package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Report;

/** Counts every record that comes exactly once: as accepted, or as refused for its cause. */
final class Tally {

  private final long[] rejected = new long[Code.COUNTERS];
  private long accepted;
  private long gaps;

  void count(Code code) {
    if (code.isRefusal()) {
      rejected[code.counter()]++;
    } else {
      accepted++;
    }
  }

  void addGaps(long skipped) {
    gaps += skipped;
  }

  /** As STATE carries them. */
  Report.Counters counters() {
    return new Report.Counters(accepted, gaps, rejected.clone());
  }
}

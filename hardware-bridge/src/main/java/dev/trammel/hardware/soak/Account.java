package dev.trammel.hardware.soak;

import dev.trammel.hardware.wire.Code;

/**
 * What came to a device, and what became of it, in all its boots.
 *
 * @param boots so far
 * @param leases that were granted
 * @param accepted records
 * @param gaps in their sequences
 * @param rejected by cause, as in STATE
 * @param slowestStop longest from the end of a lease to the first safe effort [µs]
 */
public record Account(
    int boots, long leases, long accepted, long gaps, long[] rejected, long slowestStop) {

  static final Account NONE = new Account(0, 0, 0, 0, new long[Code.COUNTERS], 0);

  /** With what a witness saw in one more boot. */
  Account with(Witness witness) {
    long[] sum = rejected.clone();
    long[] more = witness.admissions().rejected();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    return new Account(
        boots + 1,
        leases + witness.leases(),
        accepted + witness.admissions().accepted(),
        gaps + witness.admissions().gaps(),
        sum,
        Math.max(slowestStop, witness.motion().slowestStop()));
  }

  long refused() {
    long sum = 0;
    for (long count : rejected) {
      sum += count;
    }
    return sum;
  }
}

package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Draft.Sent;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Report;
import java.util.Optional;
import java.util.function.Supplier;

/** That what is refused raises one counter, by one. */
final class Counted {

  private Counted() {}

  /** Sends something that must be refused with a code, and be counted once. */
  static void expect(Rig rig, Code code, Supplier<Sent> send) {
    Report.Counters before = rig.counters();
    send.get().expect(code);
    await(rig, code, before, code.name());
  }

  static void await(Rig rig, Code code, Report.Counters before, String what) {
    int counter = code.counter();
    long expected = before.rejected()[counter] + 1;
    Optional<Long> counted = rig.probe()
        .await(
            () -> {
              long now = rig.counters().rejected()[counter];
              return now >= expected ? Optional.of(now) : Optional.empty();
            },
            Probe.PATIENCE);
    Deviation.unless(
        counted.isPresent() && counted.get() == expected,
        what + " must raise counter " + counter + " to " + expected + ", was "
            + rig.counters().rejected()[counter]);
  }
}

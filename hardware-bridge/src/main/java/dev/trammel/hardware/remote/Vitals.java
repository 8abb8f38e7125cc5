package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Report;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a robot and the way to it fare, in numbers for people. */
final class Vitals {

  private static final double MICRO = 1e-6;

  private Vitals() {}

  /** What is known now, by names that end in their unit where they have one. */
  static Map<String, Double> of(Session session) {
    Hearing hearing = session.hearing();
    Map<String, Double> vitals = new LinkedHashMap<>();
    vitals.put("connected", hearing.isConnected() ? 1.0 : 0.0);
    long[] trips = hearing.roundTrips();
    if (trips.length > 0) {
      RoundTrips sorted = new RoundTrips(trips);
      vitals.put("round_trip_median_seconds", MICRO * sorted.quantile(0.5));
      vitals.put("round_trip_p99_seconds", MICRO * sorted.quantile(0.99));
    }
    vitals.put("silence_seconds", MICRO * (session.pace().micros() - hearing.silentSince()));
    Map<Code, Long> disbelieved = hearing.refused();
    vitals.put("disbelieved_total", (double) sum(disbelieved));
    disbelieved.forEach((cause, count) -> vitals.put(
        "disbelieved_" + cause.name().toLowerCase(Locale.ROOT) + "_total", (double) count));
    hearing.state().map(Hearing.Heard::state).ifPresent(state -> add(vitals, state));
    return vitals;
  }

  private static long sum(Map<Code, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void add(Map<String, Double> vitals, Report.State state) {
    vitals.put("state", (double) state.condition().state().number());
    vitals.put("fault", (double) state.condition().fault().number());
    vitals.put("stopped", state.stopped() ? 1.0 : 0.0);
    vitals.put("accepted_total", (double) state.counters().accepted());
    vitals.put("gaps_total", (double) state.counters().gaps());
    double refused = Arrays.stream(state.counters().rejected()).sum();
    vitals.put("refused_total", refused);
  }
}

package dev.trammel.hardware.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** What happened of late, and what should not have. May be written to by any thread. */
final class Diary {

  private static final int KEPT = 60;

  /** More breaches than this are counted, not kept. */
  private static final int MOST_BREACHES = 20;

  private static final double NANOS = 1e9;

  private final Deque<String> lines = new ArrayDeque<>();
  private final List<Breach> breaches = new ArrayList<>();
  private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
  private final LongSupplier nanos;
  private final long begin;

  /** @param nanos a clock [ns] */
  Diary(LongSupplier nanos) {
    this.nanos = nanos;
    begin = nanos.getAsLong();
  }

  /** Since it began [s]. */
  double seconds() {
    return (nanos.getAsLong() - begin) / NANOS;
  }

  synchronized void note(String line) {
    lines.add(String.format(Locale.ROOT, "%10.3f  %s", seconds(), line));
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  synchronized void breach(Rule rule, String what) {
    counts.merge(rule, 1L, Long::sum);
    if (breaches.size() < MOST_BREACHES) {
      breaches.add(new Breach(rule, seconds(), what, List.copyOf(lines)));
    }
    note("BREACH " + rule + ": " + what);
  }

  /** The first ones. */
  synchronized List<Breach> breaches() {
    return List.copyOf(breaches);
  }

  /** How many of each there were. */
  synchronized Map<Rule, Long> counts() {
    return new EnumMap<>(counts);
  }
}

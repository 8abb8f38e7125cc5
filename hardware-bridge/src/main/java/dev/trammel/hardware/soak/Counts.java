package dev.trammel.hardware.soak;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name; for any thread. */
final class Counts {

  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  synchronized long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized Map<String, Long> toMap() {
    return new TreeMap<>(counts);
  }
}

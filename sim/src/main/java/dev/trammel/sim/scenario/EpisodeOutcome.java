package dev.trammel.sim.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How one episode went.
 *
 * @param number within its scenario and condition, from 0
 * @param seed of everything random in it
 * @param flaw why it did not pass; nothing if it did
 * @param drawn what was drawn for it, by name
 * @param hash fingerprint of its trajectory
 */
public record EpisodeOutcome(
    int number, long seed, Optional<String> flaw, Map<String, Double> drawn, long hash) {

  public EpisodeOutcome {
    drawn = Collections.unmodifiableMap(new LinkedHashMap<>(drawn));
  }

  public boolean passed() {
    return flaw.isEmpty();
  }
}

package dev.trammel.sim.scenario;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a verification came to.
 *
 * @param task its name
 * @param seed of all draws
 * @param scenarios one for each scenario and condition, in order
 */
public record VerificationResult(String task, long seed, List<ScenarioResult> scenarios) {

  public VerificationResult {
    scenarios = List.copyOf(scenarios);
  }

  /** Whether every scenario met its required rate in every condition. */
  public boolean passed() {
    return scenarios.stream().allMatch(ScenarioResult::passed);
  }

  /** Fingerprint of all trajectories, in order: 16 hexadecimal digits. */
  public String hash() {
    long hash = 0;
    for (ScenarioResult scenario : scenarios) {
      for (EpisodeOutcome episode : scenario.episodes()) {
        hash = 31 * hash + episode.hash();
      }
    }
    return String.format(Locale.ROOT, "%016x", hash);
  }

  /**
   * Fails a test if any scenario did not pass.
   *
   * @throws AssertionError that explains each that did not
   */
  public void assertPassed() {
    if (!passed()) {
      throw new AssertionError(scenarios.stream()
          .filter(scenario -> !scenario.passed())
          .map(ScenarioResult::explanation)
          .collect(Collectors.joining("\n", "task " + task + ", seed " + seed + "\n", "")));
    }
  }
}

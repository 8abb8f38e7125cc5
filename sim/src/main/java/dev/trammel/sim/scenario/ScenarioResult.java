package dev.trammel.sim.scenario;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one scenario came to in one condition.
 *
 * @param scenario its name
 * @param condition its name
 * @param requirement on the pass rate
 * @param episodes all of them, in order
 * @param seconds that they took
 */
public record ScenarioResult(
    String scenario,
    String condition,
    Requirement requirement,
    List<EpisodeOutcome> episodes,
    double seconds) {

  private static final int MOST_LISTED = 10;

  public ScenarioResult {
    episodes = List.copyOf(episodes);
  }

  public PassRate rate() {
    return new PassRate(
        (int) episodes.stream().filter(EpisodeOutcome::passed).count(), episodes.size());
  }

  /** Whether the required rate is met. */
  public boolean passed() {
    return requirement.isMet(rate());
  }

  /** The episodes that did not pass, in order. */
  public List<EpisodeOutcome> failures() {
    return episodes.stream().filter(episode -> !episode.passed()).toList();
  }

  /** One line: counts, rate, interval and what is required. */
  public String summary() {
    PassRate rate = rate();
    return String.format(
        Locale.ROOT,
        "%s/%s: %d of %d episodes passed, %s (95 %% bounds %s), required %s",
        scenario,
        condition,
        rate.passed(),
        rate.episodes(),
        ResultText.percent(rate.rate()),
        ResultText.bounds(rate),
        requirement);
  }

  /** The summary and the first failing episodes, with their seeds. */
  public String explanation() {
    List<EpisodeOutcome> failures = failures();
    String listed = failures.stream()
        .limit(MOST_LISTED)
        .map(episode -> "\n  episode " + episode.number() + ", seed " + episode.seed() + ": "
            + episode.flaw().orElse(""))
        .collect(Collectors.joining());
    int more = failures.size() - MOST_LISTED;
    return summary() + listed + (more > 0 ? "\n  and " + more + " more" : "");
  }

  /**
   * Fails a test whose scenario did not pass.
   *
   * @throws AssertionError that shows rates, bounds and failing episodes
   */
  public void assertPassed() {
    if (!passed()) {
      throw new AssertionError(explanation());
    }
  }
}

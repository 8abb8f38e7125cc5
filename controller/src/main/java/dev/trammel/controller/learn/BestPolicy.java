package dev.trammel.controller.learn;

import dev.trammel.controller.policy.MlpPolicy;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The best policy so far, judged on training episodes alone. */
final class BestPolicy {

  private @Nullable MlpPolicy policy;
  private double[] score = {};
  private int iteration;
  private int episodes;

  /**
   * Keeps a policy if it is better.
   *
   * @param episodes up to and including the iteration
   * @param candidate score, compared entry by entry, greater is better; no NaN
   */
  void offer(int number, MlpPolicy tried, int episodes, double[] candidate) {
    if (policy == null || Arrays.compare(candidate, score) > 0) {
      policy = tried;
      score = candidate;
      iteration = number;
      this.episodes = episodes;
    }
  }

  /** Nothing if none was ever tried. */
  Optional<MlpPolicy> policy() {
    return Optional.ofNullable(policy);
  }

  int iteration() {
    return iteration;
  }

  int episodes() {
    return episodes;
  }
}

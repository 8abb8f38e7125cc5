package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import java.util.List;
import java.util.Optional;

/**
 * What learning came to.
 *
 * @param controllers the chosen ones, one per condition; none where a policy was learned
 * @param policy the chosen one, where a policy was learned
 * @param iteration that produced them
 * @param episodes of the whole run
 * @param experienceEpisodes up to and including that iteration, of all conditions together
 * @param experienceSeconds up to and including that iteration, in all conditions together
 * @param totalSeconds of the whole run, in all conditions together
 * @param ending why it ended
 * @param trajectoryHash fingerprint of all episodes, in order
 */
public record LearningResult(
    List<LinearGaussianController> controllers,
    Optional<MlpPolicy> policy,
    int iteration,
    int episodes,
    int experienceEpisodes,
    double experienceSeconds,
    double totalSeconds,
    Ending ending,
    String trajectoryHash) {

  public LearningResult {
    controllers = List.copyOf(controllers);
  }

  /** Over how many conditions experience is shared out; 1 where a policy was learned. */
  public int shares() {
    return Math.max(1, controllers.size());
  }

  /** Why learning ended. */
  public enum Ending {
    /** The controllers were confirmed. */
    CONVERGED,
    /** All iterations or seconds of the budget were used. */
    BUDGET_SPENT,
    /** Somebody asked it to stop. */
    INTERRUPTED
  }
}

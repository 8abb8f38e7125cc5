package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.List;

/**
 * What learning came to.
 *
 * @param controllers the chosen ones, one per condition
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

package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.FitDiagnostics;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Optional;

/**
 * What one iteration came to in one condition.
 *
 * @param condition its name
 * @param controller that was tried; nothing where a policy was
 * @param batch its episodes, those without noise first
 * @param cost of an episode
 * @param successes among the batch's episodes
 * @param verdict on the controller
 * @param update that led to the controller; none in the first iteration
 * @param expected where the model fitted to the batch thinks that the controller goes without
 *     noise; nothing where there is no such model
 * @param diagnostics of the model fitted to the batch, where it is fitted step by step
 * @param note what kept the model from a better controller, empty if nothing did
 */
public record ConditionIteration(
    String condition,
    Optional<LinearGaussianController> controller,
    TrajectoryBatch batch,
    Estimate cost,
    int successes,
    Verdict verdict,
    Optional<Update> update,
    Optional<TrajectoryDistribution> expected,
    Optional<FitDiagnostics> diagnostics,
    String note) {

  /**
   * The update that led to a controller, and what came of it.
   *
   * @param expected where the model thought that the controller goes
   * @param kl the model's divergence from the controller before [nat]
   * @param klBound its bound [nat]
   * @param klRealised the divergence over the states that the episodes visited [nat]
   * @param eta the dual variable [-]
   * @param multiplier of the step [-]
   * @param predictedImprovement of the cost
   * @param measuredImprovement of the cost
   */
  public record Update(
      TrajectoryDistribution expected,
      double kl,
      double klBound,
      Estimate klRealised,
      double eta,
      double multiplier,
      double predictedImprovement,
      double measuredImprovement) {}

  /**
   * Of what was tried without an update of its own to judge.
   *
   * @param costs of the batch's episodes
   */
  static ConditionIteration tried(
      String condition,
      Optional<LinearGaussianController> controller,
      TrajectoryBatch batch,
      double[] costs,
      int successes) {
    return new ConditionIteration(
        condition,
        controller,
        batch,
        Estimate.of(costs),
        successes,
        Verdict.FIRST,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /** The same with a controller that knows more. */
  ConditionIteration with(LinearGaussianController knowing) {
    return new ConditionIteration(
        condition,
        Optional.of(knowing),
        batch,
        cost,
        successes,
        verdict,
        update,
        expected,
        diagnostics,
        note);
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.FitDiagnostics;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.UpdateOutcome;
import java.util.Optional;

/**
 * What an update proposes for one condition, before it was tried.
 *
 * @param controller to try next
 * @param expected where the model thinks that it goes
 * @param kl the model's divergence from the controller that the episodes came from [nat]
 * @param eta the dual variable [-]
 * @param currentCost what the model expects of the controller that the episodes came from
 * @param predictedCost what the model expects of the proposed one
 * @param agreement by how much Σ ν KL from a policy falls, where one is paid for; else 0
 * @param status how the divergence stands to its bound
 * @param diagnostics of the fit, where the model is fitted step by step
 */
record Proposal(
    LinearGaussianController controller,
    TrajectoryDistribution expected,
    double kl,
    double eta,
    double currentCost,
    double predictedCost,
    double agreement,
    UpdateOutcome.BoundStatus status,
    Optional<FitDiagnostics> diagnostics) {

  double predictedImprovement() {
    return currentCost - predictedCost;
  }

  /** The same with other costs of the two controllers. */
  Proposal costing(double current, double predicted) {
    return new Proposal(
        controller, expected, kl, eta, current, predicted, agreement, status, diagnostics);
  }

  /** The same with another agreement. */
  Proposal agreeing(double more) {
    return new Proposal(
        controller, expected, kl, eta, currentCost, predictedCost, more, status, diagnostics);
  }
}

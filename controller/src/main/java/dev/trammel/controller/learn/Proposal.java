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
    UpdateOutcome.BoundStatus status,
    Optional<FitDiagnostics> diagnostics) {

  double predictedImprovement() {
    return currentCost - predictedCost;
  }
}

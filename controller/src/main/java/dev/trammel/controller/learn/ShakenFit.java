package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.policy.BadmmMultipliers;
import dev.trammel.controller.task.Cost;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Plans from the mean start and, where that gains next to nothing, from one standard deviation
 * beside it: an exact mean start can be a saddle of the cost, as a pole that hangs still is.
 */
final class ShakenFit implements Improver.Fit {

  /** Less than this part of the cost is next to nothing. */
  private static final double LEAST_GAIN = 0.01;

  private final LearnedModel model;
  private final Cost cost;
  private final LinearGaussianController controller;
  private final UpdateMeans means;
  private final Gaussian first;
  private final PlannedFit fit;

  private ShakenFit(
      LearnedModel model,
      Cost cost,
      LinearGaussianController controller,
      UpdateMeans means,
      Gaussian first,
      PlannedFit fit) {
    this.model = model;
    this.cost = cost;
    this.controller = controller;
    this.means = means;
    this.first = first;
    this.fit = fit;
  }

  /**
   * Follows a controller on the model.
   *
   * @param controller that plans may not leave too far
   * @param first where episodes begin
   */
  static Improver.Fit of(
      LearnedModel model,
      Cost cost,
      LinearGaussianController controller,
      Gaussian first,
      UpdateMeans means) {
    Optional<PlannedFit> fit = PlannedFit.of(model, cost, controller, first, means);
    if (fit.isEmpty()) {
      return new Improver.NoFit("the model diverges under the last controller");
    }
    return new ShakenFit(model, cost, controller, means, first, fit.get());
  }

  @Override
  public Optional<TrajectoryDistribution> expectedPath() {
    return fit.expectedPath();
  }

  @Override
  public double expectedCost() {
    return fit.expectedCost();
  }

  @Override
  public double expectedCost(LinearGaussianController controller, DMatrixRMaj start) {
    return fit.expectedCost(controller, start);
  }

  @Override
  public Improver.Result improve(double nats, double eta) {
    Improver.Result result = fit.improve(nats, eta);
    if (gain(result) >= LEAST_GAIN * Math.abs(fit.expectedCost())) {
      return result;
    }
    Improver.Result shaken = PlannedFit.of(model, cost, controller, besideTheMean(), means)
        .map(other -> other.improve(nats, eta))
        .orElse(result);
    return gain(shaken) > gain(result) ? shaken : result;
  }

  @Override
  public Improver.Result improveTied(
      double nats, LinearGaussianController policy, BadmmMultipliers tied) {
    return fit.improveTied(nats, policy, tied);
  }

  private static double gain(Improver.Result result) {
    return result instanceof Improver.Result.Proposed proposed
        ? proposed.proposal().predictedImprovement()
        : 0;
  }

  private Gaussian besideTheMean() {
    DMatrixRMaj covariance = first.covariance();
    DMatrixRMaj beside = first.mean();
    for (int i = 0; i < beside.numRows; i++) {
      beside.data[i] += Math.sqrt(covariance.get(i, i));
    }
    return new Gaussian(beside, covariance);
  }
}

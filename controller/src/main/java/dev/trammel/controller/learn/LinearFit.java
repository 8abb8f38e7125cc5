package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.FitDiagnostics;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.ExplorationTerms;
import dev.trammel.controller.lqr.KlConstrainedUpdate;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.UpdateOutcome;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.policy.Badmm;
import dev.trammel.controller.policy.BadmmMultipliers;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A linear-Gaussian model and a quadratic cost along a trajectory, and the KL-bounded update on
 * them.
 */
record LinearFit(
    LinearGaussianDynamics model,
    QuadraticCost cost,
    LinearGaussianController controller,
    UpdateMeans means,
    Optional<FitDiagnostics> diagnostics)
    implements Improver.Fit {

  @Override
  public Optional<TrajectoryDistribution> expectedPath() {
    return TrajectoryDistribution.find(
        means.kernels(), model, Controllers.withoutNoise(controller));
  }

  @Override
  public double expectedCost() {
    return TrajectoryDistribution.find(means.kernels(), model, controller)
        .map(expected -> expected.expectedCost(cost))
        .orElse(Double.NaN);
  }

  @Override
  public double expectedCost(LinearGaussianController other, DMatrixRMaj start) {
    Gaussian certain = new Gaussian(start, new DMatrixRMaj(start.numRows, start.numRows));
    LinearGaussianDynamics fromStart =
        new LinearGaussianDynamics(model.transitions, model.offsets, model.covariances, certain);
    return TrajectoryDistribution.find(means.kernels(), fromStart, other)
        .map(expected -> expected.expectedCost(cost))
        .orElse(Double.NaN);
  }

  @Override
  public Improver.Result improve(double nats, double eta) {
    double before = expectedCost();
    if (!Double.isFinite(before)) {
      return new Improver.Result.Failed("the model diverges under the last controller");
    }
    return update(problem(), before, nats, eta);
  }

  @Override
  public Improver.Result improveTied(
      double nats, LinearGaussianController policy, BadmmMultipliers tied) {
    Improver.Result result =
        update(Badmm.coupled(problem(), policy, tied), expectedCost(), nats, 1);
    return result instanceof Improver.Result.Proposed proposed
        ? new Improver.Result.Proposed(agreeing(proposed.proposal(), policy, tied))
        : result;
  }

  /** A proposal that says by how much less it disagrees with a policy than the controller does. */
  Proposal agreeing(Proposal found, LinearGaussianController policy, BadmmMultipliers tied) {
    Kernels kernels = means.kernels();
    TrajectoryDistribution before = TrajectoryDistribution.of(kernels, model, controller);
    return found.agreeing(Badmm.disagreement(kernels, before, controller, policy, tied)
        - Badmm.disagreement(kernels, found.expected(), found.controller(), policy, tied));
  }

  private Improver.Result update(UpdateProblem problem, double before, double nats, double eta) {
    KlConstrainedUpdate update = new KlConstrainedUpdate(
        means.kernels(), cost.steps(), cost.stateSize(), cost.inputSize(), means.search());
    UpdateOutcome outcome = update.update(problem, means.bound(nats, cost.steps()), eta);
    if (outcome instanceof UpdateOutcome.Accepted accepted) {
      return new Improver.Result.Proposed(new Proposal(
          accepted.controller(),
          accepted.expected(),
          accepted.kl(),
          accepted.eta(),
          before,
          accepted.expected().expectedCost(cost),
          0,
          accepted.status(),
          diagnostics));
    }
    UpdateOutcome.Rejected rejected = (UpdateOutcome.Rejected) outcome;
    return new Improver.Result.Failed(reason(rejected));
  }

  /** What an update improves. */
  private UpdateProblem problem() {
    return new UpdateProblem(
        model,
        cost,
        controller,
        means.limits(),
        ExplorationTerms.atLeast(cost.steps(), means.leastDeviations()));
  }

  private static String reason(UpdateOutcome.Rejected rejected) {
    String words = rejected.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return rejected.step() < 0 ? words : words + " at step " + rejected.step();
  }
}

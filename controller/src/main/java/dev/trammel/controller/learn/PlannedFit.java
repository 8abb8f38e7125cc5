package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.TrajectoryDivergence;
import dev.trammel.controller.mpc.IterativeLqr;
import dev.trammel.controller.mpc.IterativeLqrSettings;
import dev.trammel.controller.mpc.OptimalControlProblem;
import dev.trammel.controller.policy.Badmm;
import dev.trammel.controller.policy.BadmmMultipliers;
import dev.trammel.controller.task.Cost;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Plans on a learned model inside a KL ball: for a given η an iterative LQR minimises cost plus
 * η times the price of leaving the controller, η falls until the divergence meets its bound, and
 * the linear-quadratic update along the plan that was found settles it exactly.
 */
final class PlannedFit implements Improver.Fit {

  private static final IterativeLqrSettings PLANNING = new IterativeLqrSettings(100, 1e-5);
  private static final int MOST_PLANS = 16;
  private static final double COARSE = 0.85;
  private static final double FIRST_ETA = 1e3;
  private static final double LEAST_ETA = 1e-6;
  private static final double STEP_DOWN = 4;

  private final Cost cost;
  private final UpdateMeans means;
  private final LearnedModel model;
  private final AlongTrajectory along;
  private final DMatrixRMaj start;
  private final Plan now;
  private final LinearGaussianController reference;

  /** A trajectory of the model under a controller, and what it costs. */
  private record Plan(LinearGaussianController controller, double cost) {

    DMatrixRMaj[] inputs() {
      DMatrixRMaj[] inputs = new DMatrixRMaj[controller.steps()];
      for (int t = 0; t < inputs.length; t++) {
        inputs[t] = controller.nominalInput(t);
      }
      return inputs;
    }
  }

  private PlannedFit(
      Cost cost,
      UpdateMeans means,
      LearnedModel model,
      Gaussian first,
      LinearGaussianController reference) {
    this.cost = cost;
    this.means = means;
    this.reference = reference;
    this.model = model;
    start = first.mean();
    along = new AlongTrajectory(model, cost, first);
    now = new Plan(reference, cost(reference));
  }

  /**
   * Follows a controller on the model; nothing if that leads nowhere finite.
   *
   * @param controller that plans may not leave too far
   * @param first where episodes begin; plans begin at its mean
   */
  static Optional<PlannedFit> of(
      LearnedModel model,
      Cost cost,
      LinearGaussianController controller,
      Gaussian first,
      UpdateMeans means) {
    return new ClampedRollout(model, means.limits())
        .run(controller, first.mean())
        .map(followed -> new PlannedFit(cost, means, model, first, followed))
        .filter(fit -> Double.isFinite(fit.expectedCost()));
  }

  /** Along the controller as it acts: where an input is clipped, without feedback. */
  @Override
  public Optional<TrajectoryDistribution> expectedPath() {
    return TrajectoryDistribution.find(
        means.kernels(), along.dynamics(reference), Controllers.withoutNoise(reference));
  }

  @Override
  public double expectedCost() {
    return now.cost();
  }

  @Override
  public double expectedCost(LinearGaussianController controller, DMatrixRMaj from) {
    return new ClampedRollout(model, means.limits())
        .run(controller, from)
        .map(this::cost)
        .orElse(Double.NaN);
  }

  @Override
  public Improver.Result improve(double nats, double eta) {
    Plan plan = now;
    double logStep = Math.log(STEP_DOWN);
    double high = Math.log(FIRST_ETA);
    double low = Double.NaN;
    double found = high;
    for (int i = 0; i < MOST_PLANS; i++) {
      double log = Double.isNaN(low) ? high - logStep : (high + low) / 2;
      Optional<Plan> next = plan(Math.exp(log), plan);
      double kl = next.map(p -> divergence(p.controller())).orElse(Double.POSITIVE_INFINITY);
      if (kl <= nats) {
        high = log;
        plan = next.orElseThrow();
        found = log;
        if (kl > COARSE * nats || log < Math.log(LEAST_ETA)) {
          break;
        }
      } else {
        low = log;
      }
    }
    return settle(plan, nats, Math.exp(found));
  }

  /** The exact update along a plan; a plan that is the old trajectory is no improvement. */
  private Improver.Result settle(Plan plan, double nats, double eta) {
    if (!(plan.cost() < now.cost())) {
      return new Improver.Result.Failed("no better trajectory within the bound");
    }
    LinearFit linear = along.fit(plan.controller(), reference, means);
    Improver.Result result = linear.improve(nats, eta);
    if (result instanceof Improver.Result.Proposed proposed) {
      return new Improver.Result.Proposed(proposed.proposal().costing(now.cost(), plan.cost()));
    }
    return result;
  }

  @Override
  public Improver.Result improveTied(
      double nats, LinearGaussianController policy, BadmmMultipliers tied) {
    Cost tiedCost = new SummedCost(cost, Badmm.coupling(policy, tied));
    Improver.Result result =
        new PlannedFit(tiedCost, means, model, along.start(), reference).improve(nats, 1);
    if (result instanceof Improver.Result.Proposed proposed) {
      Proposal found = proposed.proposal();
      Proposal inTrueCosts = found.costing(expectedCost(), expectedCost(found.controller(), start));
      return new Improver.Result.Proposed(
          along.fit(reference, reference, means).agreeing(inTrueCosts, policy, tied));
    }
    return result;
  }

  private Optional<Plan> plan(double eta, Plan from) {
    Cost proximal = new ProximalCost(cost, reference, eta);
    OptimalControlProblem problem =
        new OptimalControlProblem(model, proximal, start, reference.steps(), means.limits());
    LinearGaussianController controller = new IterativeLqr(means.kernels(), problem, PLANNING)
        .solve(from.inputs())
        .controller();
    LinearGaussianController exploring = Controllers.raiseDeviations(
        Controllers.scaleCovariance(controller, eta), means.leastDeviations());
    double cost = cost(exploring);
    return Double.isFinite(cost) ? Optional.of(new Plan(exploring, cost)) : Optional.empty();
  }

  private double divergence(LinearGaussianController controller) {
    return TrajectoryDivergence.total(
        means.kernels(), along.dynamics(controller), controller, reference);
  }

  private double cost(LinearGaussianController controller) {
    double sum = 0;
    DMatrixRMaj none = new DMatrixRMaj(controller.inputSize(), 1);
    for (int t = 0; t <= controller.steps(); t++) {
      DMatrixRMaj u = t < controller.steps() ? controller.nominalInput(t) : none;
      sum += cost.value(t, controller.nominalState(t), u);
    }
    return sum;
  }
}

package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.UpdateOutcome.BoundStatus;
import dev.trammel.controller.lqr.UpdateOutcome.Reason;
import dev.trammel.controller.lqr.UpdateOutcome.SearchEffort;

/**
 * Improves a controller inside a KL ball about it: minimises the expected cost under a fitted model
 * subject to a bound on the divergence of the new trajectory distribution from the old one, through
 * the dual (Levine and Abbeel, 2014): at a given η the best controller is that of a linear-quadratic
 * problem with cost C − η log p₀(u|x), and η is searched until the divergence meets its bound.
 *
 * <p>A workspace of fixed sizes. Nothing carries over from one update to the next. Not thread-safe.
 */
public final class KlConstrainedUpdate {

  private final DualSearchSettings settings;
  private final LqrProblem problem;
  private final LimitedSweep backward;
  private final StateMarginals forward;
  private final PreviousPolicies previous;
  private final DualSearch search;

  private int evaluations;
  private int sweeps;
  private int indefinite;
  private Reason lastFailure = Reason.ETA_OUT_OF_RANGE;
  private int lastFailedStep = -1;

  /** Room for updates of T steps, n states and m inputs. */
  public KlConstrainedUpdate(
      Kernels kernels, int steps, int stateSize, int inputSize, DualSearchSettings settings) {
    this.settings = settings;
    problem = new LqrProblem(kernels, steps, stateSize, inputSize);
    backward = new LimitedSweep(problem);
    forward = new StateMarginals(problem);
    previous = new PreviousPolicies(steps, stateSize, inputSize);
    search = new DualSearch(settings);
  }

  /**
   * Finds the best controller within the bound.
   *
   * @param update what to improve, of this workspace's sizes
   * @param bound on the divergence
   * @param startEta where the dual search begins: the last update's η, or 1
   */
  public UpdateOutcome update(UpdateProblem update, KlBound.Total bound, double startEta) {
    Require.positive(startEta, "start of eta");
    evaluations = 0;
    sweeps = 0;
    indefinite = 0;
    lastFailure = Reason.ETA_OUT_OF_RANGE;
    int indefiniteStep = previous.set(update.previous());
    if (indefiniteStep >= 0) {
      return new UpdateOutcome.Rejected(Reason.INDEFINITE_PREVIOUS_COVARIANCE, indefiniteStep);
    }
    problem.setCost(update.cost());
    problem.setDynamics(update.model());
    previous.writePriors(problem);
    backward.setLimits(update.limits());
    return switch (search.search(this::divergence, bound.nats(), startEta)) {
      case ON_BOUND -> accepted(update, BoundStatus.ON_BOUND);
      case BELOW_BOUND -> accepted(update, BoundStatus.BELOW_BOUND);
      case ABOVE_BOUND -> aboveBound(update);
    };
  }

  /** The divergence of the best controller at η, +∞ if there is none. */
  private double divergence(double eta) {
    evaluations++;
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      stage.priorWeight = eta;
      stage.covarianceScale = eta + settings.entropyWeight();
    }
    boolean solved = backward.solve();
    sweeps += backward.sweeps();
    if (!solved) {
      return failure(backward.failedStep());
    }
    if (!forward.solve()) {
      return failure(Reason.DIVERGENT_MODEL, -1);
    }
    lastFailure = Reason.ETA_OUT_OF_RANGE;
    lastFailedStep = -1;
    double sum = 0;
    for (int t = 0; t < problem.steps(); t++) {
      // rounding can take a vanishing divergence below zero
      sum += Math.max(0, previous.divergence(problem, t, problem.state(t)));
    }
    return Double.isNaN(sum) ? failure(Reason.DIVERGENT_MODEL, -1) : sum;
  }

  private double failure(int indefiniteStep) {
    if (indefiniteStep < 0) {
      return failure(Reason.LIMITS_NOT_MET, -1);
    }
    indefinite++;
    return failure(Reason.INDEFINITE_ACTION_VALUE, indefiniteStep);
  }

  private double failure(Reason reason, int step) {
    lastFailure = reason;
    lastFailedStep = step;
    return Double.POSITIVE_INFINITY;
  }

  private UpdateOutcome aboveBound(UpdateProblem update) {
    boolean failed = Double.isInfinite(search.divergence());
    return failed || !update.limits().any()
        ? new UpdateOutcome.Rejected(lastFailure, lastFailedStep)
        : accepted(update, BoundStatus.LIMITS_OVER_BOUND);
  }

  private UpdateOutcome accepted(UpdateProblem update, BoundStatus status) {
    TrajectoryDistribution expected = problem.distribution();
    return new UpdateOutcome.Accepted(
        problem.controller(),
        expected,
        search.divergence(),
        search.eta(),
        expected.expectedCost(update.cost()),
        status,
        new SearchEffort(evaluations, sweeps, indefinite));
  }
}

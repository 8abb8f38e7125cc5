package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.UpdateOutcome.Reason;
import dev.trammel.controller.lqr.UpdateOutcome.Rejected;
import dev.trammel.controller.lqr.UpdateOutcome.SearchEffort;
import java.util.Arrays;

/**
 * Finds the best controller at given dual variables, and its divergences from the previous one. A
 * workspace: nothing allocates between the beginning of an update and its end.
 */
final class DualEvaluation {

  private final LqrProblem problem;
  private final LimitedSweep backward;
  private final StateMarginals forward;
  private final PreviousPolicies previous;
  private final DeviationFloor floor;
  private final double entropyWeight;
  private final double[] entropyWeights;
  private final double[] etas;
  private final double[] divergences;

  private int evaluations;
  private int sweeps;
  private int indefinite;
  private Reason failure = Reason.ETA_OUT_OF_RANGE;
  private int failedStep = -1;

  DualEvaluation(Kernels kernels, int steps, int n, int m, double entropyWeight) {
    problem = new LqrProblem(kernels, steps, n, m);
    backward = new LimitedSweep(problem);
    forward = new StateMarginals(problem);
    previous = new PreviousPolicies(steps, n, m);
    floor = new DeviationFloor(steps, m);
    this.entropyWeight = entropyWeight;
    entropyWeights = new double[steps];
    etas = new double[steps];
    divergences = new double[steps];
  }

  /** The problem, with the controller of the last evaluation. */
  LqrProblem problem() {
    return problem;
  }

  /**
   * Takes over an update.
   *
   * @return the first step where the previous covariance is not positive definite, −1 if none
   */
  int begin(UpdateProblem update) {
    evaluations = 0;
    sweeps = 0;
    indefinite = 0;
    problem.setCost(update.cost());
    problem.setDynamics(update.model());
    backward.setLimits(update.limits());
    floor.set(update.exploration());
    for (int t = 0; t < entropyWeights.length; t++) {
      entropyWeights[t] = entropyWeight + update.exploration().entropyWeight(t);
    }
    int indefiniteStep = previous.set(update.previous());
    if (indefiniteStep < 0) {
      previous.writePriors(problem);
    }
    return indefiniteStep;
  }

  /** The whole divergence at one η for all steps, +∞ if there is no controller. */
  double total(double eta) {
    Arrays.fill(etas, eta);
    if (!perStep(etas, divergences)) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (double divergence : divergences) {
      sum += divergence;
    }
    return sum;
  }

  /**
   * The divergence of each step.
   *
   * @param etas T; not modified
   * @param out T [nat]; modified
   * @return false if there is no controller
   */
  boolean perStep(double[] etas, double[] out) {
    evaluations++;
    for (int t = 0; t < etas.length; t++) {
      Stage stage = problem.stage(t);
      stage.priorWeight = etas[t];
      stage.covarianceScale = etas[t] + entropyWeights[t];
    }
    boolean solved = backward.solve();
    sweeps += backward.sweeps();
    if (!solved) {
      boolean limits = backward.failedStep() < 0;
      indefinite += limits ? 0 : 1;
      Reason reason = limits ? Reason.LIMITS_NOT_MET : Reason.INDEFINITE_ACTION_VALUE;
      return fail(reason, backward.failedStep());
    }
    floor.raise(problem);
    return forward.solve() && measure(out) || fail(Reason.DIVERGENT_MODEL, -1);
  }

  private boolean measure(double[] out) {
    failure = Reason.ETA_OUT_OF_RANGE;
    failedStep = -1;
    for (int t = 0; t < out.length; t++) {
      double divergence = previous.divergence(problem, t, problem.state(t));
      if (!Double.isFinite(divergence)) {
        return false;
      }
      // rounding can take a vanishing divergence below zero
      out[t] = Math.max(0, divergence);
    }
    return true;
  }

  private boolean fail(Reason reason, int step) {
    failure = reason;
    failedStep = step;
    return false;
  }

  /** Why the last evaluation found no controller; the range of η if it found one. */
  Rejected rejection() {
    return new Rejected(failure, failedStep);
  }

  SearchEffort effort() {
    return new SearchEffort(evaluations, sweeps, indefinite);
  }
}

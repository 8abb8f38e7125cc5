package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Iterative LQR on a known model (Li and Todorov, 2004): expands dynamics and cost about a
 * trajectory, solves the linear-quadratic problem within the input limits, follows its policy on
 * the model with a line search, and begins again. λ‖u − ū‖²/2 is added to the cost (Levenberg) and
 * grows where Quu is not positive definite or no step helps.
 *
 * <p>Not thread-safe.
 */
public final class IterativeLqr {

  private static final double LEAST_LAMBDA = 1e-8;
  private static final double GREATEST_LAMBDA = 1e10;
  private static final double LAMBDA_FACTOR = 4;
  private static final double LEAST_STEP = 1e-3;

  private final IterativeLqrSettings settings;
  private final LinearExpansion about;
  private Rollout nominal;
  private Rollout candidate;
  private double lambda;

  /** Room for solving one problem. */
  public IterativeLqr(
      Kernels kernels, OptimalControlProblem problem, IterativeLqrSettings settings) {
    this.settings = settings;
    int n = problem.model().stateSize();
    int m = problem.model().inputSize();
    double[] weights = new double[n + m];
    Arrays.fill(weights, n, n + m, 1);
    about = new LinearExpansion(kernels, problem, weights);
    nominal = new Rollout(problem);
    candidate = new Rollout(problem);
  }

  /**
   * Improves a guess.
   *
   * @param inputs T of m×1, clipped to the limits; not modified
   * @throws IllegalArgumentException if the model has no answer under the guess
   */
  public IterativeLqrSolution solve(DMatrixRMaj[] inputs) {
    return find(inputs)
        .orElseThrow(() -> new IllegalArgumentException(
            "the first inputs must have a finite cost and one that is convex for small steps, had "
                + nominal.cost()));
  }

  /**
   * Improves a guess; nothing if the model has no answer under it, or if the cost where it leads is
   * not convex in the inputs however small the steps.
   *
   * @param inputs T of m×1, clipped to the limits; not modified
   */
  public Optional<IterativeLqrSolution> find(DMatrixRMaj[] inputs) {
    about.reset();
    lambda = LEAST_LAMBDA;
    nominal.apply(inputs);
    if (!Double.isFinite(nominal.cost())) {
      return Optional.empty();
    }
    List<Double> costs = new ArrayList<>(List.of(nominal.cost()));
    boolean converged = false;
    int iterations = 0;
    while (!converged && iterations < settings.iterations()) {
      about.expand(nominal);
      converged = !improve() || gain(costs) < settings.tolerance();
      costs.add(nominal.cost());
      iterations++;
    }
    boolean done = converged;
    int count = iterations;
    return controller().map(found -> new IterativeLqrSolution(found, costs, done, count));
  }

  private double gain(List<Double> costs) {
    double before = costs.get(costs.size() - 1);
    return (before - nominal.cost()) / Math.max(Math.abs(before), Double.MIN_NORMAL);
  }

  /** Finds a cheaper trajectory with a λ that allows it; answers whether there is one. */
  private boolean improve() {
    while (lambda <= GREATEST_LAMBDA) {
      if (about.solve(lambda, nominal) && searchLine()) {
        return true;
      }
      lambda *= LAMBDA_FACTOR * LAMBDA_FACTOR;
    }
    return false;
  }

  private boolean searchLine() {
    for (double alpha = 1; alpha >= LEAST_STEP; alpha /= 2) {
      candidate.follow(nominal, about.d, about.K, alpha);
      if (candidate.cost() < nominal.cost()) {
        Rollout last = nominal;
        nominal = candidate;
        candidate = last;
        double factor = alpha > 0.5 ? 1 / LAMBDA_FACTOR : alpha > 0.1 ? 1 : LAMBDA_FACTOR;
        lambda = Math.max(LEAST_LAMBDA, lambda * factor);
        return true;
      }
    }
    return false;
  }

  /** Feedback about the nominal trajectory, from an expansion there. */
  private Optional<LinearGaussianController> controller() {
    about.expand(nominal);
    lambda = Math.min(lambda, GREATEST_LAMBDA);
    while (!about.solve(lambda, nominal)) {
      if (lambda >= GREATEST_LAMBDA) {
        return Optional.empty();
      }
      lambda *= LAMBDA_FACTOR;
    }
    return Optional.of(about.controller(nominal));
  }
}

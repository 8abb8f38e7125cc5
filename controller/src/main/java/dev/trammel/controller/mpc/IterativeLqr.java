package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.LimitedSweep;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.task.CostExpansion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Iterative LQR on a known model (Li and Todorov, 2004): expands dynamics and cost about a
 * trajectory, solves the linear-quadratic problem within the input limits, follows its policy on
 * the model with a line search, and begins again. λ‖u − ū‖²/2 is added to the cost (Levenberg) and
 * grows where Quu is not positive definite or no step helps.
 *
 * <pre>
 *   F  n×(n+m) derivative of a step      K  T of m×n gains      d  T of m×1 changes of input</pre>
 *
 * <p>Not thread-safe.
 */
public final class IterativeLqr {

  private static final double LEAST_LAMBDA = 1e-8;
  private static final double GREATEST_LAMBDA = 1e10;
  private static final double LAMBDA_FACTOR = 4;
  private static final double LEAST_STEP = 1e-3;

  private final OptimalControlProblem problem;
  private final IterativeLqrSettings settings;
  private final LqrProblem linear;
  private final LimitedSweep sweep;
  private final CostExpansion expansion;
  private final DMatrixRMaj F;
  private final DMatrixRMaj f;
  private final DMatrixRMaj[] K;
  private final DMatrixRMaj[] d;
  private Rollout nominal;
  private Rollout candidate;
  private double lambda;

  /** Room for solving one problem. */
  public IterativeLqr(
      Kernels kernels, OptimalControlProblem problem, IterativeLqrSettings settings) {
    this.problem = problem;
    this.settings = settings;
    int n = problem.model().stateSize();
    int m = problem.model().inputSize();
    linear = new LqrProblem(kernels, problem.steps(), n, m);
    sweep = new LimitedSweep(linear);
    expansion = new CostExpansion(n, m);
    F = new DMatrixRMaj(n, n + m);
    f = new DMatrixRMaj(n, 1);
    K = new DMatrixRMaj[problem.steps()];
    Arrays.setAll(K, t -> new DMatrixRMaj(m, n));
    d = new DMatrixRMaj[problem.steps()];
    Arrays.setAll(d, t -> new DMatrixRMaj(m, 1));
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
            "the first inputs must have a finite cost, had " + nominal.cost()));
  }

  /**
   * Improves a guess; nothing if the model has no answer under it.
   *
   * @param inputs T of m×1, clipped to the limits; not modified
   */
  public Optional<IterativeLqrSolution> find(DMatrixRMaj[] inputs) {
    sweep.setLimits(problem.limits());
    lambda = LEAST_LAMBDA;
    nominal.apply(inputs);
    if (!Double.isFinite(nominal.cost())) {
      return Optional.empty();
    }
    List<Double> costs = new ArrayList<>(List.of(nominal.cost()));
    boolean converged = false;
    int iterations = 0;
    while (!converged && iterations < settings.iterations()) {
      expand();
      converged = !improve() || gain(costs) < settings.tolerance();
      costs.add(nominal.cost());
      iterations++;
    }
    return Optional.of(new IterativeLqrSolution(controller(), costs, converged, iterations));
  }

  private double gain(List<Double> costs) {
    double before = costs.get(costs.size() - 1);
    return (before - nominal.cost()) / Math.max(Math.abs(before), Double.MIN_NORMAL);
  }

  /** Writes dynamics and cost about the nominal trajectory, in absolute states and inputs. */
  private void expand() {
    for (int t = 0; t < problem.steps(); t++) {
      DMatrixRMaj x = nominal.states[t];
      DMatrixRMaj u = nominal.inputs[t];
      problem.model().linearise(x, u, F);
      // f = x' − F(x, u)
      DMatrixRMaj z = stack(x, u);
      CommonOps_DDRM.mult(F, z, f);
      CommonOps_DDRM.subtract(nominal.states[t + 1], f, f);
      linear.stage(t).dynamics.set(F, f);
      expandCost(t, x, u);
      linear.stage(t).cost.set(expansion.hessian, aboutZero(expansion.hessian, z));
      setPenalty(linear.stage(t), u);
    }
    DMatrixRMaj x = nominal.states[problem.steps()];
    expandCost(problem.steps(), x, nominal.inputs[problem.steps() - 1]);
    DMatrixRMaj hessian = CommonOps_DDRM.extract(expansion.hessian, 0, x.numRows, 0, x.numRows);
    linear.terminalValue().set(hessian, aboutZero(hessian, x));
    Rows.copy(problem.start(), linear.state(0).mean);
  }

  private void expandCost(int t, DMatrixRMaj x, DMatrixRMaj u) {
    expansion.clear();
    problem.cost().addExpansion(t, x, u, expansion);
  }

  /** The gradient at zero of a quadratic whose gradient at z is the expansion's. */
  private DMatrixRMaj aboutZero(DMatrixRMaj hessian, DMatrixRMaj z) {
    DMatrixRMaj gradient = CommonOps_DDRM.extract(expansion.gradient, 0, z.numRows, 0, 1);
    CommonOps_DDRM.multAdd(-1, hessian, z, gradient);
    return gradient;
  }

  private static DMatrixRMaj stack(DMatrixRMaj x, DMatrixRMaj u) {
    DMatrixRMaj z = new DMatrixRMaj(x.numRows + u.numRows, 1);
    CommonOps_DDRM.insert(x, z, 0, 0);
    CommonOps_DDRM.insert(u, z, x.numRows, 0);
    return z;
  }

  private static void setPenalty(Stage stage, DMatrixRMaj u) {
    // ½‖u − ū‖²
    QuadraticRows prior = stage.prior;
    int n = stage.dynamics.matrix.length;
    for (int i = 0; i < u.numRows; i++) {
      prior.hessian[n + i][n + i] = 1;
      prior.gradient[n + i] = -u.data[i];
    }
  }

  /** Finds a cheaper trajectory with a λ that allows it; answers whether there is one. */
  private boolean improve() {
    while (lambda <= GREATEST_LAMBDA) {
      if (solveLinear() && searchLine()) {
        return true;
      }
      lambda *= LAMBDA_FACTOR * LAMBDA_FACTOR;
    }
    return false;
  }

  private boolean solveLinear() {
    for (int t = 0; t < problem.steps(); t++) {
      linear.stage(t).priorWeight = lambda;
    }
    if (!sweep.solve()) {
      return false;
    }
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = linear.stage(t);
      Rows.copy(stage.policy.matrix, K[t]);
      // d = Kx̄ + k − ū
      for (int i = 0; i < d[t].numRows; i++) {
        d[t].data[i] = stage.policy.offset[i] - nominal.inputs[t].data[i];
      }
      CommonOps_DDRM.multAdd(K[t], nominal.states[t], d[t]);
    }
    return true;
  }

  private boolean searchLine() {
    for (double alpha = 1; alpha >= LEAST_STEP; alpha /= 2) {
      candidate.follow(nominal, d, K, alpha);
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
  private LinearGaussianController controller() {
    expand();
    lambda = Math.min(lambda, GREATEST_LAMBDA);
    while (!solveLinear() && lambda < GREATEST_LAMBDA) {
      lambda *= LAMBDA_FACTOR;
    }
    DMatrixRMaj[] offsets = new DMatrixRMaj[problem.steps()];
    DMatrixRMaj[] covariances = new DMatrixRMaj[problem.steps()];
    for (int t = 0; t < offsets.length; t++) {
      // k = ū − Kx̄
      offsets[t] = nominal.inputs[t].copy();
      CommonOps_DDRM.multAdd(-1, K[t], nominal.states[t], offsets[t]);
      covariances[t] = Rows.matrix(linear.stage(t).covariance, K[t].numRows);
    }
    return new LinearGaussianController(K, offsets, covariances, nominal.states, nominal.inputs);
  }
}

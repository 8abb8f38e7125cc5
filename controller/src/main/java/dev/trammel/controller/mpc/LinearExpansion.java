package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LimitedSweep;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.task.CostExpansion;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The linear-quadratic problem about a trajectory, and its policies within the input limits. λ times
 * half the weighted square of the distance from the trajectory may be added to the cost.
 *
 * <pre>
 *   F  n×(n+m) derivative of a step      K  T of m×n gains      d  T of m×1 changes of input</pre>
 */
final class LinearExpansion {

  final DMatrixRMaj[] K;
  final DMatrixRMaj[] d;
  final LqrProblem linear;

  private final OptimalControlProblem problem;
  private final LimitedSweep sweep;
  private final CostExpansion expansion;
  private final double[] weights;
  private final DMatrixRMaj F;
  private final DMatrixRMaj f;

  /**
   * Room for expansions of a problem.
   *
   * @param weights n + m of the distance in states and inputs; not modified
   */
  LinearExpansion(Kernels kernels, OptimalControlProblem problem, double[] weights) {
    this.problem = problem;
    this.weights = weights.clone();
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
  }

  /** Forgets which inputs were held at a limit. */
  void reset() {
    sweep.setLimits(problem.limits());
  }

  /** Writes dynamics and cost about a trajectory, in absolute states and inputs. */
  void expand(Rollout nominal) {
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
      setPenalty(linear.stage(t), z);
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

  private void setPenalty(Stage stage, DMatrixRMaj z) {
    // ½ Σ wᵢ (zᵢ − z̄ᵢ)²
    QuadraticRows prior = stage.prior;
    for (int i = 0; i < z.numRows; i++) {
      if (weights[i] > 0) {
        prior.hessian[i][i] = weights[i];
        prior.gradient[i] = -weights[i] * z.data[i];
      }
    }
  }

  /** Finds K and d about the trajectory of the expansion; false if λ is too small for that. */
  boolean solve(double lambda, Rollout nominal) {
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

  /**
   * How much less the policies of the last solution cost on the expansion itself, without λ. Summed
   * along their own path, where nothing grows as it does open loop.
   */
  double expectedDecrease(Rollout nominal) {
    int n = problem.model().stateSize();
    DMatrixRMaj dx = new DMatrixRMaj(n, 1);
    double sum = 0;
    for (int t = 0; t < problem.steps(); t++) {
      DMatrixRMaj du = d[t].copy();
      CommonOps_DDRM.multAdd(K[t], dx, du);
      DMatrixRMaj dz = stack(dx, du);
      DMatrixRMaj z = stack(nominal.states[t], nominal.inputs[t]);
      sum += rise(linear.stage(t).cost, z, dz);
      for (int i = 0; i < n; i++) {
        dx.data[i] = Rows.dot(linear.stage(t).dynamics.matrix[i], dz.data, dz.numRows);
      }
    }
    return -(sum + rise(linear.terminalValue(), nominal.states[problem.steps()], dx));
  }

  /** (Hz + h)ᵀdz + ½ dzᵀH dz. */
  private static double rise(QuadraticRows cost, DMatrixRMaj z, DMatrixRMaj dz) {
    double sum = 0;
    for (int i = 0; i < dz.numRows; i++) {
      double slope = cost.gradient[i]
          + Rows.dot(cost.hessian[i], z.data, z.numRows)
          + 0.5 * Rows.dot(cost.hessian[i], dz.data, dz.numRows);
      sum += slope * dz.data[i];
    }
    return sum;
  }

  /**
   * What is left of the conditions of Karush, Kuhn and Tucker: the greatest change of cost, to first
   * order, that an input would bring by going once from zero to its limit, or by 1 where it has none.
   * Later inputs answer by the last solution's feedback: at a stationary point that is the gradient
   * of the inputs, and elsewhere it lacks the growth of an unstable body left alone.
   */
  double residual(Rollout nominal) {
    int n = problem.model().stateSize();
    DMatrixRMaj costate = new DMatrixRMaj(n, 1);
    slopes(linear.terminalValue(), nominal.states[problem.steps()], costate);
    double worst = 0;
    for (int t = problem.steps() - 1; t >= 0; t--) {
      DMatrixRMaj z = stack(nominal.states[t], nominal.inputs[t]);
      DMatrixRMaj gradient = new DMatrixRMaj(z.numRows, 1);
      slopes(linear.stage(t).cost, z, gradient);
      for (int i = 0; i < z.numRows; i++) {
        // ∇ℓ + Fᵀλ
        gradient.data[i] += Rows.dot(linear.stage(t).dynamics.transposed[i], costate.data, n);
      }
      worst = Math.max(worst, slope(nominal.inputs[t], gradient, n));
      for (int i = 0; i < n; i++) {
        costate.data[i] = gradient.data[i];
        for (int j = 0; j < K[t].numRows; j++) {
          costate.data[i] += K[t].get(j, i) * gradient.data[n + j];
        }
      }
    }
    return worst;
  }

  /** The greatest slope of an input that may go down it. */
  private double slope(DMatrixRMaj u, DMatrixRMaj gradient, int n) {
    InputLimits limits = problem.limits();
    double worst = 0;
    for (int i = 0; i < u.numRows; i++) {
      double slope = gradient.data[n + i];
      boolean held = slope > 0 ? u.data[i] <= limits.lower(i) : u.data[i] >= limits.upper(i);
      if (!held) {
        worst = Math.max(worst, Math.abs(slope) * Rollout.reach(limits, i));
      }
    }
    return worst;
  }

  private static void slopes(QuadraticRows cost, DMatrixRMaj z, DMatrixRMaj out) {
    for (int i = 0; i < z.numRows; i++) {
      out.data[i] = cost.gradient[i] + Rows.dot(cost.hessian[i], z.data, z.numRows);
    }
  }

  /** Feedback about a trajectory, from the last solution there. */
  LinearGaussianController controller(Rollout nominal) {
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

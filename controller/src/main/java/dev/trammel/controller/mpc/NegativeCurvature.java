package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.lqr.RiccatiSweep;
import dev.trammel.controller.task.CostExpansion;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Tells a minimum from a stationary point that is none, as a body at rest that hangs straight down
 * is, and how to leave it. The Hessian of the cost in all inputs, H, is exact but for differences:
 * that of the dynamics and the cost together,
 *
 * <pre>  ∇²(ℓ(t, z) + λᵀf(z)),   z = (x, u), λ the costate,</pre>
 *
 * by central differences of its exact gradient. A Riccati sweep over these blocks finds Quu positive
 * definite at every step if and only if H is (Dunn and Bertsekas, 1989). Where it does not, the same
 * sweep with λ‖Sδu‖²/2 gives (H + λS²)⁻¹: the least λ at which it succeeds is the most negative
 * curvature, and inverse iteration there its direction. S scales each input by its limit; inputs at
 * a limit stay there.
 */
final class NegativeCurvature {

  private static final double DIFFERENCE = 1e-4;
  private static final double LEAST_SHIFT = 1e-9;
  private static final double GREATEST_SHIFT = 1e9;
  private static final int BISECTIONS = 8;
  private static final int INVERSE_ITERATIONS = 3;

  /** K and d of a policy that goes along the most negative curvature, as far as the limits reach. */
  final DMatrixRMaj[] K;

  final DMatrixRMaj[] d;

  private final OptimalControlProblem problem;
  private final int n;
  private final int m;
  private final LqrProblem linear;
  private final RiccatiSweep sweep;
  private final CostExpansion expansion;
  private final DMatrixRMaj F;
  private final DMatrixRMaj zero;
  private final DMatrixRMaj ahead;
  private final DMatrixRMaj behind;

  NegativeCurvature(Kernels kernels, OptimalControlProblem problem) {
    this.problem = problem;
    n = problem.model().stateSize();
    m = problem.model().inputSize();
    linear = new LqrProblem(kernels, problem.steps(), n, m);
    sweep = new RiccatiSweep(linear);
    expansion = new CostExpansion(n, m);
    F = new DMatrixRMaj(n, n + m);
    zero = new DMatrixRMaj(n, 1);
    ahead = new DMatrixRMaj(n + m, 1);
    behind = new DMatrixRMaj(n + m, 1);
    K = new DMatrixRMaj[problem.steps()];
    d = new DMatrixRMaj[problem.steps()];
    Arrays.setAll(K, t -> new DMatrixRMaj(m, n));
    Arrays.setAll(d, t -> new DMatrixRMaj(m, 1));
  }

  /**
   * Looks for negative curvature.
   *
   * @param gains of the feedback by which costates are followed; not modified
   * @param leastCurvature of the cost that counts, for inputs in parts of their limits; above 0
   * @return false if there is none beyond it: a minimum, as far as second order tells
   */
  boolean find(Rollout nominal, DMatrixRMaj[] gains, double leastCurvature) {
    expand(nominal, gains);
    double shift = leastCurvature;
    if (solve(shift)) {
      return false;
    }
    double scale = leastCurvature / LEAST_SHIFT;
    while (!solve(shift)) {
      shift *= 2;
      if (!(shift < GREATEST_SHIFT * scale)) {
        return false;
      }
    }
    double low = shift / 2;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + shift) / 2;
      if (solve(middle)) {
        shift = middle;
      } else {
        low = middle;
      }
    }
    iterate(shift);
    return true;
  }

  private void expand(Rollout nominal, DMatrixRMaj[] gains) {
    DMatrixRMaj costate = new DMatrixRMaj(n, 1);
    for (int t = problem.steps(); t >= 0; t--) {
      DMatrixRMaj x = nominal.states[t];
      DMatrixRMaj u = nominal.inputs[Math.min(t, problem.steps() - 1)];
      differentiate(t, x.copy(), u.copy(), costate);
      DMatrixRMaj gradient = new DMatrixRMaj(n + m, 1);
      gradient(t, x, u, costate, gradient);
      CommonOps_DDRM.extract(gradient, 0, n, 0, 1, costate);
      if (t < problem.steps()) {
        linear.stage(t).dynamics.set(F, zero);
        hold(linear.stage(t), u);
        DMatrixRMaj Hu = CommonOps_DDRM.extract(gradient, n, n + m, 0, 1);
        CommonOps_DDRM.multAddTransA(gains[t], Hu, costate);
      }
    }
    Arrays.fill(linear.state(0).mean, 0);
  }

  /** Writes the block of a step by differences of its gradient. */
  private void differentiate(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj costate) {
    boolean last = t == problem.steps();
    int size = last ? n : n + m;
    QuadraticRows block = last ? linear.terminalValue() : linear.stage(t).cost;
    for (int j = 0; j < size; j++) {
      DMatrixRMaj vector = j < n ? x : u;
      int entry = j < n ? j : j - n;
      double value = vector.data[entry];
      double h = DIFFERENCE * (1 + Math.abs(value));
      vector.data[entry] = value + h;
      gradient(t, x, u, costate, ahead);
      vector.data[entry] = value - h;
      gradient(t, x, u, costate, behind);
      vector.data[entry] = value;
      for (int i = 0; i < size; i++) {
        block.hessian[i][j] = (ahead.data[i] - behind.data[i]) / (2 * h);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (block.hessian[i][j] + block.hessian[j][i]) / 2;
        block.hessian[i][j] = mean;
        block.hessian[j][i] = mean;
      }
    }
  }

  /** ∇(ℓ + λᵀf); leaves F at that point. */
  private void gradient(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj costate, DMatrixRMaj out) {
    expansion.clear();
    problem.cost().addExpansion(t, x, u, expansion);
    out.setTo(expansion.gradient);
    if (t < problem.steps()) {
      problem.model().linearise(x, u, F);
      CommonOps_DDRM.multAddTransA(F, costate, out);
    }
  }

  private void hold(Stage stage, DMatrixRMaj u) {
    InputLimits limits = problem.limits();
    for (int i = 0; i < m; i++) {
      stage.held[i] = u.data[i] <= limits.lower(i) || u.data[i] >= limits.upper(i);
      stage.heldInput[i] = 0;
    }
  }

  private boolean solve(double shift) {
    for (int t = 0; t < problem.steps(); t++) {
      for (int i = 0; i < m; i++) {
        double reach = Rollout.reach(problem.limits(), i);
        linear.stage(t).inputWeight[i] = shift / (reach * reach);
      }
    }
    return sweep.solve();
  }

  /** Inverse iteration; K and d are the policy of the last one, brought to the limits' size. */
  private void iterate(double shift) {
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < problem.steps(); t++) {
      for (int i = 0; i < m; i++) {
        linear.stage(t).inputPull[i] = random.nextDouble(-1, 1);
      }
    }
    for (int i = 0; i < INVERSE_ITERATIONS; i++) {
      if (solve(shift)) {
        pull();
      }
    }
    for (int t = 0; t < problem.steps(); t++) {
      Arrays.fill(linear.stage(t).inputPull, 0);
    }
  }

  /** Follows the policies; their inputs are the next right-hand side, and d in their scale. */
  private void pull() {
    double[][] changes = new double[problem.steps()][m];
    double[] x = new double[n];
    double greatest = Double.MIN_NORMAL;
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = linear.stage(t);
      double[] next = new double[n];
      for (int i = 0; i < m; i++) {
        changes[t][i] = stage.policy.offset[i] + Rows.dot(stage.policy.matrix[i], x, n);
        double reach = Rollout.reach(problem.limits(), i);
        greatest = Math.max(greatest, Math.abs(changes[t][i]) / reach);
      }
      for (int i = 0; i < n; i++) {
        next[i] = Rows.dot(stage.dynamics.matrix[i], x, n);
        for (int j = 0; j < m; j++) {
          next[i] += stage.dynamics.matrix[i][n + j] * changes[t][j];
        }
      }
      x = next;
    }
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = linear.stage(t);
      Rows.copy(stage.policy.matrix, K[t]);
      for (int i = 0; i < m; i++) {
        double reach = Rollout.reach(problem.limits(), i);
        d[t].data[i] = stage.policy.offset[i] / greatest;
        stage.inputPull[i] = -changes[t][i] / (greatest * reach * reach);
      }
    }
  }
}

package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The conditions of Karush, Kuhn and Tucker for a plan within a box: the inputs followed once more
 * on the model, and the gradient by the adjoint recursion, λ = ℓₓ + Aᵀλ′ and ∂J/∂u = ℓᵤ + Bᵀλ′.
 */
final class PlanConditions {

  private static final double TOLERANCE = 1e-8;

  private final HorizonModel model;
  private final Cost cost;
  private final int end;
  private final Optional<OfflineValue> value;
  private final int n;
  private final int m;

  /**
   * Of an episode.
   *
   * @param cost all of it
   * @param end T
   * @param value where the plan ends before
   */
  PlanConditions(HorizonModel model, Cost cost, int end, Optional<OfflineValue> value) {
    this.model = model;
    this.cost = cost;
    this.end = end;
    this.value = value;
    n = model.stateSize();
    m = model.inputSize();
  }

  /** Checks a plan; answers how many of its inputs are at a limit. */
  int hold(MpcPlan plan, InputLimits limits) {
    DMatrixRMaj[] states = follow(plan);
    double[][] gradients = new double[plan.steps()][m];
    double scale = 0;
    DMatrixRMaj lambda = endGradient(plan, states[plan.steps()]);
    for (int i = plan.steps() - 1; i >= 0; i--) {
      int t = plan.first() + i;
      DMatrixRMaj F = new DMatrixRMaj(n, n + m);
      model.linearise(t, states[i], plan.input(t), F, new DMatrixRMaj(n, 1));
      CostExpansion expansion = expand(t, states[i], plan.input(t));
      DMatrixRMaj pulled = new DMatrixRMaj(n + m, 1);
      CommonOps_DDRM.multTransA(F, lambda, pulled);
      for (int j = 0; j < m; j++) {
        double direct = expansion.gradient.get(n + j);
        gradients[i][j] = direct + pulled.get(n + j);
        scale = Math.max(scale, Math.max(Math.abs(direct), Math.abs(pulled.get(n + j))));
      }
      CommonOps_DDRM.addEquals(pulled, expansion.gradient);
      lambda = CommonOps_DDRM.extract(pulled, 0, n, 0, 1);
    }
    return judge(plan, limits, gradients, scale);
  }

  private DMatrixRMaj[] follow(MpcPlan plan) {
    DMatrixRMaj[] states = new DMatrixRMaj[plan.steps() + 1];
    states[0] = plan.state(plan.first()).copy();
    for (int i = 0; i < plan.steps(); i++) {
      int t = plan.first() + i;
      states[i + 1] = new DMatrixRMaj(n, 1);
      assertThat(model.step(t, states[i], plan.input(t), states[i + 1])).isTrue();
    }
    return states;
  }

  private CostExpansion expand(int t, DMatrixRMaj x, DMatrixRMaj u) {
    CostExpansion expansion = new CostExpansion(n, m);
    cost.addExpansion(t, x, u, expansion);
    return expansion;
  }

  private DMatrixRMaj endGradient(MpcPlan plan, DMatrixRMaj x) {
    int t = plan.first() + plan.steps();
    if (t == end) {
      return CommonOps_DDRM.extract(expand(t, x, new DMatrixRMaj(m, 1)).gradient, 0, n, 0, 1);
    }
    DMatrixRMaj gradient = value.orElseThrow().at(t).gradient().copy();
    CommonOps_DDRM.multAdd(value.orElseThrow().at(t).hessian(), x, gradient);
    return gradient;
  }

  private int judge(MpcPlan plan, InputLimits limits, double[][] gradients, double scale) {
    int held = 0;
    for (int i = 0; i < plan.steps(); i++) {
      for (int j = 0; j < m; j++) {
        double u = plan.input(plan.first() + i).get(j);
        double slope = gradients[i][j] / scale;
        assertThat(u).isBetween(limits.lower(j), limits.upper(j));
        if (u == limits.lower(j)) {
          assertThat(slope).isGreaterThan(-TOLERANCE);
          held++;
        } else if (u == limits.upper(j)) {
          assertThat(slope).isLessThan(TOLERANCE);
          held++;
        } else {
          assertThat(slope).isBetween(-TOLERANCE, TOLERANCE);
        }
      }
    }
    return held;
  }
}

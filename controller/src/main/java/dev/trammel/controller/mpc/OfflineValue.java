package dev.trammel.controller.mpc;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LimitedSweep;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.QuadraticCost;
import dev.trammel.controller.task.QuadraticCosts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What the rest of an episode costs from each of its steps, V₀ … V_T, on a fitted model: where a
 * plan's horizon ends before the episode, this takes the place of what it does not see.
 */
public final class OfflineValue {

  private final List<QuadraticValue> values;

  private OfflineValue(List<QuadraticValue> values) {
    this.values = values;
  }

  /** T. */
  public int steps() {
    return values.size() - 1;
  }

  /** V at step t, t = 0 … T. */
  public QuadraticValue at(int t) {
    return values.get(t);
  }

  /**
   * The cost-to-go of the best inputs within their limits, from the model's mean start.
   *
   * @param cost of the model's sizes; not modified
   * @return nothing if Quu is not positive definite or the inputs do not settle within their limits
   */
  public static Optional<OfflineValue> best(
      Kernels kernels, LinearGaussianDynamics model, QuadraticCost cost, InputLimits limits) {
    int n = model.stateSize();
    LqrProblem problem = new LqrProblem(kernels, model.steps(), n, model.inputSize());
    problem.keepValues();
    problem.setCost(cost);
    problem.setDynamics(model);
    LimitedSweep sweep = new LimitedSweep(problem);
    sweep.setLimits(limits);
    if (!sweep.solve()) {
      return Optional.empty();
    }
    QuadraticValue[] values = new QuadraticValue[model.steps() + 1];
    for (int t = 0; t < values.length; t++) {
      QuadraticRows rows = problem.value(t);
      DMatrixRMaj V = Rows.matrix(rows.hessian, n);
      DMatrixRMaj v = Rows.column(rows.gradient, n);
      if (!Finite.all(V) || !Finite.all(v)) {
        return Optional.empty();
      }
      values[t] = new QuadraticValue(V, v);
    }
    return Optional.of(new OfflineValue(List.of(values)));
  }

  /**
   * The same for a cost that is expanded along a controller's nominal trajectory, with the price of
   * leaving the controller added.
   *
   * @param nominal of the model's sizes
   * @param klWeight η, at least 0
   */
  public static Optional<OfflineValue> along(
      Kernels kernels,
      LinearGaussianDynamics model,
      Cost cost,
      LinearGaussianController nominal,
      double klWeight,
      InputLimits limits) {
    int steps = nominal.steps();
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(states, nominal::nominalState);
    Arrays.setAll(inputs, nominal::nominalInput);
    QuadraticCost quadratic = QuadraticCosts.along(cost, states, inputs);
    if (klWeight > 0) {
      KlTerm term = new KlTerm(nominal, klWeight);
      for (int t = 0; t < steps; t++) {
        CommonOps_DDRM.addEquals(quadratic.hessians[t], term.hessians[t]);
        CommonOps_DDRM.addEquals(quadratic.gradients[t], term.gradients[t]);
      }
    }
    return best(kernels, model, quadratic, limits);
  }
}

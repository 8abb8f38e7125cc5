package dev.trammel.controller.mpc;

import static org.ejml.dense.row.CommonOps_DDRM.add;
import static org.ejml.dense.row.CommonOps_DDRM.multAdd;
import static org.ejml.dense.row.CommonOps_DDRM.subtract;

import dev.trammel.controller.lqr.InputLimits;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** A trajectory of a known model, and what it costs. A mutable workspace. */
final class Rollout {

  final DMatrixRMaj[] states;
  final DMatrixRMaj[] inputs;

  private final OptimalControlProblem problem;
  private final DMatrixRMaj deviation;
  private double cost = Double.POSITIVE_INFINITY;

  Rollout(OptimalControlProblem problem) {
    this.problem = problem;
    int n = problem.model().stateSize();
    int m = problem.model().inputSize();
    states = new DMatrixRMaj[problem.steps() + 1];
    inputs = new DMatrixRMaj[problem.steps()];
    Arrays.setAll(states, t -> new DMatrixRMaj(n, 1));
    Arrays.setAll(inputs, t -> new DMatrixRMaj(m, 1));
    deviation = new DMatrixRMaj(n, 1);
  }

  /** How far an input can go from zero, or 1 where it has no limit. */
  static double reach(InputLimits limits, int i) {
    double reach = Math.max(Math.abs(limits.lower(i)), Math.abs(limits.upper(i)));
    return Double.isInfinite(reach) ? 1 : reach;
  }

  /** NaN or infinite if the model had no answer. */
  double cost() {
    return cost;
  }

  /** Applies given inputs, clipped; they are not modified. */
  void apply(DMatrixRMaj[] given) {
    start();
    for (int t = 0; t < inputs.length; t++) {
      inputs[t].setTo(given[t]);
      step(t);
    }
    finish();
  }

  /** Applies u = ū + α·dₜ + Kₜ(x − x̄) about another trajectory, clipped. */
  void follow(Rollout nominal, DMatrixRMaj[] d, DMatrixRMaj[] K, double alpha) {
    start();
    for (int t = 0; t < inputs.length; t++) {
      subtract(states[t], nominal.states[t], deviation);
      add(nominal.inputs[t], alpha, d[t], inputs[t]);
      multAdd(K[t], deviation, inputs[t]);
      step(t);
    }
    finish();
  }

  private void start() {
    cost = 0;
    states[0].setTo(problem.start());
  }

  private void step(int t) {
    DMatrixRMaj u = inputs[t];
    for (int i = 0; i < u.numRows; i++) {
      u.data[i] = problem.limits().clip(i, u.data[i]);
    }
    cost += problem.cost().value(t, states[t], u);
    problem.model().step(states[t], u, states[t + 1]);
  }

  private void finish() {
    int last = inputs.length;
    cost += problem.cost().value(last, states[last], inputs[last - 1]);
  }
}

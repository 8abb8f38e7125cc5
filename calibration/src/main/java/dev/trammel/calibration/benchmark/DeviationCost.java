package dev.trammel.calibration.benchmark;

import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import org.ejml.data.DMatrixRMaj;

/** ½|x − x*|² + ½r|u|², the target x* all ones. */
final class DeviationCost implements Cost {

  private static final double TARGET = 1;
  private static final double INPUT_WEIGHT = 0.1;

  private final int n;
  private final int m;
  private final int steps;

  DeviationCost(ProblemSize size) {
    n = size.n();
    m = size.m();
    steps = size.steps();
  }

  @Override
  public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double deviation = x.data[i] - TARGET;
      sum += 0.5 * deviation * deviation;
    }
    for (int i = 0; i < inputs(step); i++) {
      sum += 0.5 * INPUT_WEIGHT * u.data[i] * u.data[i];
    }
    return sum;
  }

  @Override
  public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
    out.value += value(step, x, u);
    for (int i = 0; i < n; i++) {
      out.gradient.data[i] += x.data[i] - TARGET;
      out.hessian.add(i, i, 1);
    }
    for (int i = 0; i < inputs(step); i++) {
      out.gradient.data[n + i] += INPUT_WEIGHT * u.data[i];
      out.hessian.add(n + i, n + i, INPUT_WEIGHT);
    }
  }

  private int inputs(int step) {
    return step < steps ? m : 0;
  }
}

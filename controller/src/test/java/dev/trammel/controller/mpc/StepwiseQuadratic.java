package dev.trammel.controller.mpc;

import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import dev.trammel.controller.task.QuadraticCost;
import org.ejml.data.DMatrixRMaj;

/** A quadratic cost about zero as a task's cost. */
record StepwiseQuadratic(QuadraticCost quadratic) implements Cost {

  @Override
  public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
    double value = quadratic.constants[step];
    int size = quadratic.gradients[step].numRows;
    for (int i = 0; i < size; i++) {
      double z = entry(i, x, u);
      value += z * (quadratic.gradients[step].data[i] + 0.5 * product(step, i, x, u));
    }
    return value;
  }

  @Override
  public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
    out.value += value(step, x, u);
    DMatrixRMaj C = quadratic.hessians[step];
    for (int i = 0; i < C.numRows; i++) {
      out.gradient.data[i] += quadratic.gradients[step].data[i] + product(step, i, x, u);
      for (int j = 0; j < C.numCols; j++) {
        out.hessian.data[i * out.hessian.numCols + j] += C.data[i * C.numCols + j];
      }
    }
  }

  private double product(int step, int row, DMatrixRMaj x, DMatrixRMaj u) {
    DMatrixRMaj C = quadratic.hessians[step];
    double sum = 0;
    for (int j = 0; j < C.numCols; j++) {
      sum += C.data[row * C.numCols + j] * entry(j, x, u);
    }
    return sum;
  }

  private static double entry(int i, DMatrixRMaj x, DMatrixRMaj u) {
    return i < x.numRows ? x.data[i] : u.data[i - x.numRows];
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import dev.trammel.controller.task.QuadraticCost;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A cost and, at every step but the last, a quadratic of (x, u) about zero. Not thread-safe.
 *
 * @param quadratic of the same sizes; not modified
 */
record SummedCost(Cost cost, QuadraticCost quadratic) implements Cost {

  @Override
  public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
    double value = cost.value(step, x, u);
    if (step == quadratic.steps()) {
      return value;
    }
    DMatrixRMaj z = stack(x, u);
    return value
        + quadratic.constants[step]
        + CommonOps_DDRM.dot(quadratic.gradients[step], z)
        + CommonOps_DDRM.dot(z, product(step, z)) / 2;
  }

  @Override
  public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
    cost.addExpansion(step, x, u, out);
    if (step == quadratic.steps()) {
      return;
    }
    DMatrixRMaj z = stack(x, u);
    DMatrixRMaj Cz = product(step, z);
    out.value += quadratic.constants[step]
        + CommonOps_DDRM.dot(quadratic.gradients[step], z)
        + CommonOps_DDRM.dot(z, Cz) / 2;
    CommonOps_DDRM.addEquals(out.gradient, quadratic.gradients[step]);
    CommonOps_DDRM.addEquals(out.gradient, Cz);
    CommonOps_DDRM.addEquals(out.hessian, quadratic.hessians[step]);
  }

  private DMatrixRMaj product(int step, DMatrixRMaj z) {
    DMatrixRMaj Cz = new DMatrixRMaj(z.numRows, 1);
    CommonOps_DDRM.mult(quadratic.hessians[step], z, Cz);
    return Cz;
  }

  /** (x, u). */
  private static DMatrixRMaj stack(DMatrixRMaj x, DMatrixRMaj u) {
    DMatrixRMaj z = new DMatrixRMaj(x.numRows + u.numRows, 1);
    CommonOps_DDRM.insert(x, z, 0, 0);
    CommonOps_DDRM.insert(u, z, x.numRows, 0);
    return z;
  }
}

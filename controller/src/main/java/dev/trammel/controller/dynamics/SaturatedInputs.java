package dev.trammel.controller.dynamics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Inputs that did not vary at a step, for instance since all of them were at their limit. Points
 * say nothing of such an input's column of the input map, so the prior's column is used: its effect
 * is taken out of x', and x' is regressed on what is left of (x, u).
 */
final class SaturatedInputs {

  private final int n;
  private final int q;
  private final double varianceFloor;
  private final Regularisation regularisation;

  SaturatedInputs(int n, int m, FitSettings settings) {
    this.n = n;
    q = n + m;
    varianceFloor = settings.inputVarianceFloor();
    regularisation = settings.regularisation();
  }

  /** Flags the inputs that did not vary; answers the first one, or −1. */
  int flag(StepPoints points, boolean[] flags) {
    int first = -1;
    for (int j = flags.length - 1; j >= 0; j--) {
      flags[j] = points.squares[2 * n + j] <= varianceFloor * points.totalWeight;
      first = flags[j] ? j : first;
    }
    return first;
  }

  /** F₀, n×q: the regression of x' on (x, u) under the prior alone. */
  DMatrixRMaj slopes(NormalInverseWishart prior) {
    double divisor = prior.scatterWeight > 0 ? prior.scatterWeight : 1;
    DMatrixRMaj conditionBlock = new DMatrixRMaj(q, q);
    CommonOps_DDRM.extract(prior.scatter, 0, q, 0, q, conditionBlock, 0, 0);
    CommonOps_DDRM.divide(conditionBlock, divisor);
    CommonOps_DDRM.addEquals(conditionBlock, regularisation.term(conditionBlock));
    DMatrixRMaj cross = new DMatrixRMaj(q, n);
    CommonOps_DDRM.extract(prior.scatter, 0, q, q, q + n, cross, 0, 0);
    CommonOps_DDRM.divide(cross, divisor);
    // the pseudo-inverse leaves out what the prior does not know either
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
    DMatrixRMaj transposed = new DMatrixRMaj(q, n);
    if (!solver.setA(conditionBlock)) {
      throw new ArithmeticException("pseudo-inverse of the prior's (x, u) block did not converge");
    }
    solver.solve(cross, transposed);
    return CommonOps_DDRM.transpose(transposed, null);
  }

  /** x' −= F₀ u over the saturated inputs, in every point and in their mean. */
  void takeOut(boolean[] saturated, DMatrixRMaj slopes, StepPoints points) {
    for (int i = 0; i < points.count; i++) {
      takeOut(saturated, slopes, points.deviations[i]);
      takeOut(saturated, slopes, points.weighted[i]);
    }
    takeOut(saturated, slopes, points.mean);
  }

  private void takeOut(boolean[] saturated, DMatrixRMaj slopes, double[] row) {
    for (int j = 0; j < saturated.length; j++) {
      for (int r = 0; saturated[j] && r < n; r++) {
        row[r] -= slopes.get(r, n + j) * row[2 * n + j];
      }
    }
  }

  /** The prior's columns of F into those of the saturated inputs; {@code to} is −Fᵀ. */
  void putBack(boolean[] saturated, DMatrixRMaj slopes, double[][] to) {
    for (int j = 0; j < saturated.length; j++) {
      for (int r = 0; saturated[j] && r < n; r++) {
        to[n + j][r] = -slopes.get(r, n + j);
      }
    }
  }

  /** The prior of points from which the inputs' effect was taken out. */
  NormalInverseWishart takeOut(
      boolean[] saturated, DMatrixRMaj slopes, NormalInverseWishart prior) {
    DMatrixRMaj map = CommonOps_DDRM.identity(q + n);
    for (int j = 0; j < saturated.length; j++) {
      for (int r = 0; saturated[j] && r < n; r++) {
        map.set(q + r, n + j, -slopes.get(r, n + j));
      }
    }
    DMatrixRMaj mean = new DMatrixRMaj(q + n, 1);
    CommonOps_DDRM.mult(map, prior.mean, mean);
    DMatrixRMaj half = new DMatrixRMaj(q + n, q + n);
    CommonOps_DDRM.mult(map, prior.scatter, half);
    DMatrixRMaj scatter = new DMatrixRMaj(q + n, q + n);
    CommonOps_DDRM.multTransB(half, map, scatter);
    return new NormalInverseWishart(mean, scatter, prior.meanWeight, prior.scatterWeight);
  }
}

package dev.trammel.controller.dynamics;

import java.util.Arrays;
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

  /** The entries of (x, u) that are inputs and did not vary, ascending. */
  int[] find(StepPoints points) {
    double[] mean = new double[q + n];
    double total = points.mean(mean);
    int[] found = new int[q - n];
    int count = 0;
    for (int j = n; j < q; j++) {
      double variance = 0;
      for (int i = 0; i < points.count; i++) {
        double deviation = points.rows[i][j] - mean[j];
        variance += points.weights[i] * deviation * deviation / total;
      }
      if (variance <= varianceFloor) {
        found[count++] = j;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The entries of (x, u) without the given ones. */
  int[] others(int[] saturated) {
    int[] others = new int[q - saturated.length];
    int count = 0;
    int next = 0;
    for (int j = 0; j < q; j++) {
      if (next < saturated.length && saturated[next] == j) {
        next++;
      } else {
        others[count++] = j;
      }
    }
    return others;
  }

  /** F₀, n×q: the regression of x' on (x, u) under the prior alone. */
  DMatrixRMaj slopes(NormalInverseWishart prior) {
    double divisor = prior.scatterWeight > 0 ? prior.scatterWeight : 1;
    DMatrixRMaj conditionBlock = new DMatrixRMaj(q, q);
    CommonOps_DDRM.extract(prior.scatter, 0, q, 0, q, conditionBlock, 0, 0);
    CommonOps_DDRM.divide(conditionBlock, divisor);
    regularisation.addTo(conditionBlock);
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

  /** x' −= F₀ u over the saturated inputs, in every point. */
  void takeOut(int[] saturated, DMatrixRMaj slopes, StepPoints points) {
    for (int i = 0; i < points.count; i++) {
      double[] row = points.rows[i];
      for (int j : saturated) {
        for (int r = 0; r < n; r++) {
          row[q + r] -= slopes.data[r * q + j] * row[j];
        }
      }
    }
  }

  /** The prior of points from which the inputs' effect was taken out. */
  NormalInverseWishart takeOut(int[] saturated, DMatrixRMaj slopes, NormalInverseWishart prior) {
    DMatrixRMaj map = CommonOps_DDRM.identity(q + n);
    for (int j : saturated) {
      for (int r = 0; r < n; r++) {
        map.set(q + r, j, -slopes.data[r * q + j]);
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

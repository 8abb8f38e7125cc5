package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A task's cost plus the price of leaving a controller: the Lagrangian of a KL-bounded update,
 *
 * <pre>  ℓ(t, x, u) + η ½ dᵀ C⁻¹ d,   d = u − Kx − k</pre>
 *
 * <p>Not thread-safe.
 */
final class ProximalCost implements Cost {

  private final Cost cost;
  private final double eta;
  private final DMatrixRMaj[] K;
  private final DMatrixRMaj[] k;
  private final DMatrixRMaj[] precisions;
  private final DMatrixRMaj[] curvatures;
  private final DMatrixRMaj d;
  private final DMatrixRMaj weighted;

  ProximalCost(Cost cost, LinearGaussianController previous, double eta) {
    this.cost = cost;
    this.eta = eta;
    int steps = previous.steps();
    int m = previous.inputSize();
    K = new DMatrixRMaj[steps];
    k = new DMatrixRMaj[steps];
    precisions = new DMatrixRMaj[steps];
    curvatures = new DMatrixRMaj[steps];
    d = new DMatrixRMaj(m, 1);
    weighted = new DMatrixRMaj(m, 1);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(m);
    for (int t = 0; t < steps; t++) {
      K[t] = previous.gain(t);
      k[t] = previous.offset(t);
      precisions[t] = new DMatrixRMaj(m, m);
      if (!solver.setA(previous.covariance(t))) {
        throw new IllegalArgumentException(
            "the controller's covariance must be positive definite, was not at step " + t);
      }
      solver.invert(precisions[t]);
      curvatures[t] = curvature(t, previous.stateSize() + m);
    }
  }

  @Override
  public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
    double value = cost.value(step, x, u);
    if (step == K.length) {
      return value;
    }
    deviate(step, x, u);
    return value + eta / 2 * CommonOps_DDRM.dot(d, weighted);
  }

  @Override
  public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
    cost.addExpansion(step, x, u, out);
    if (step == K.length) {
      return;
    }
    deviate(step, x, u);
    out.value += eta / 2 * CommonOps_DDRM.dot(d, weighted);
    int n = x.numRows;
    int m = u.numRows;
    for (int i = 0; i < n + m; i++) {
      for (int a = 0; a < m; a++) {
        out.gradient.data[i] += eta * slope(step, a, i, n) * weighted.data[a];
      }
      for (int j = 0; j < n + m; j++) {
        out.hessian.add(i, j, eta * curvatures[step].get(i, j));
      }
    }
  }

  /** Dᵀ C⁻¹ D, where D = ∂d/∂(x, u): the same wherever (x, u) is. */
  private DMatrixRMaj curvature(int step, int size) {
    int m = d.numRows;
    DMatrixRMaj D = new DMatrixRMaj(m, size);
    for (int a = 0; a < m; a++) {
      for (int i = 0; i < size; i++) {
        D.set(a, i, slope(step, a, i, size - m));
      }
    }
    DMatrixRMaj DtP = new DMatrixRMaj(size, m);
    CommonOps_DDRM.multTransA(D, precisions[step], DtP);
    DMatrixRMaj product = new DMatrixRMaj(size, size);
    CommonOps_DDRM.mult(DtP, D, product);
    return product;
  }

  /** ∂dₐ/∂zᵢ for z = (x, u): −K for the state, one for the input. */
  private double slope(int step, int a, int i, int n) {
    if (i < n) {
      return -K[step].get(a, i);
    }
    return i - n == a ? 1 : 0;
  }

  private void deviate(int step, DMatrixRMaj x, DMatrixRMaj u) {
    CommonOps_DDRM.subtract(u, k[step], d);
    CommonOps_DDRM.multAdd(-1, K[step], x, d);
    CommonOps_DDRM.mult(precisions[step], d, weighted);
  }
}

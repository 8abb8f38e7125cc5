package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Another cost, in which inputs count from those with which the corrected model goes where the base
 * model would go without input: as gravity compensation does it for what is known, so that a plan
 * does not save on inputs that hold an unknown load. It is the target calculation of offset-free
 * model predictive control (Maeder, Borrelli and Morari, "Linear offset-free model predictive
 * control", 2009), in the least squares of the noise where not all can be balanced:
 *
 * <pre>  ℓ(t, x, u − ū),   ū = u₀ + (BᵀS⁻¹B + εI)⁻¹ BᵀS⁻¹ (f(x₀, 0) − f̂(x₀, u₀))</pre>
 *
 * <pre>
 *   x₀, u₀  the last transition's            B  n×m  the corrected model's input map there
 *   f, f̂    the base and the corrected model S  n×n  variances of the noise
 *   ε       against what no input moves
 * </pre>
 *
 * <p>One thread's.
 */
public final class BalancedCost implements Cost {

  /** Of the mean diagonal of BᵀS⁻¹B. */
  private static final double LEAST = 1e-9;

  private final Cost cost;
  private final AdaptingHorizon model;
  private final InputLimits limits;
  private final int n;
  private final int m;
  private final DMatrixRMaj balance;
  private final DMatrixRMaj beside;
  private final DMatrixRMaj F;
  private final DMatrixRMaj f;
  private final DMatrixRMaj d;
  private final DMatrixRMaj none;
  private final DMatrixRMaj BSB;
  private final DMatrixRMaj BSd;
  private final LinearSolverDense<DMatrixRMaj> cholesky;

  /**
   * Nothing to balance yet.
   *
   * @param limits that no balance goes beyond
   */
  public BalancedCost(Cost cost, AdaptingHorizon model, InputLimits limits) {
    this.cost = cost;
    this.model = model;
    this.limits = limits;
    n = model.stateSize();
    m = model.inputSize();
    balance = new DMatrixRMaj(m, 1);
    beside = new DMatrixRMaj(m, 1);
    F = new DMatrixRMaj(n, n + m);
    f = new DMatrixRMaj(n, 1);
    d = new DMatrixRMaj(n, 1);
    none = new DMatrixRMaj(m, 1);
    BSB = new DMatrixRMaj(m, m);
    BSd = new DMatrixRMaj(m, 1);
    cholesky = LinearSolverFactory_DDRM.chol(m);
  }

  /** Forgets what there was to balance. */
  @RealTime
  void reset() {
    balance.zero();
  }

  /**
   * Finds ū for the model as it is now; where there is none it stays as it was.
   *
   * @param t of the last transition
   * @param x n×1, its state; not modified
   * @param u m×1, its input; not modified
   */
  @RealTime
  void update(int t, DMatrixRMaj x, DMatrixRMaj u) {
    boolean known = model.linearise(t, x, u, F, f)
        && model.step(t, x, u, f)
        && model.base().step(t, x, none, d);
    if (!known) {
      return;
    }
    // d = f̂(x₀, u₀) − f(x₀, 0)
    for (int i = 0; i < n; i++) {
      d.data[i] = f.data[i] - d.data[i];
    }
    project(t);
    double least = LEAST * CommonOps_DDRM.trace(BSB) / m;
    for (int i = 0; i < m; i++) {
      BSB.add(i, i, least);
    }
    if (!(least > 0) || !Finite.all(BSd) || !cholesky.setA(BSB)) {
      return;
    }
    cholesky.solve(BSd, beside);
    if (Finite.all(beside)) {
      for (int i = 0; i < m; i++) {
        balance.data[i] = limits.clip(i, u.data[i] - beside.data[i]);
      }
    }
  }

  /** BᵀS⁻¹B and BᵀS⁻¹d, S of the noise's variances at t. */
  @RealTime
  private void project(int t) {
    BSB.zero();
    BSd.zero();
    for (int k = 0; k < n; k++) {
      int row = k * (n + m) + n;
      double weight = 1 / model.noiseVariance(t, k);
      for (int i = 0; i < m; i++) {
        double weighted = weight * F.data[row + i];
        BSd.data[i] += weighted * d.data[k];
        for (int j = 0; j < m; j++) {
          BSB.data[i * m + j] += weighted * F.data[row + j];
        }
      }
    }
  }

  /** ū, m×1; not modified by the caller. */
  @RealTime
  public DMatrixRMaj balance() {
    return balance;
  }

  @Override
  public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
    return cost.value(step, x, beside(u));
  }

  @Override
  public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
    cost.addExpansion(step, x, beside(u), out);
  }

  private DMatrixRMaj beside(DMatrixRMaj u) {
    for (int i = 0; i < m; i++) {
      beside.data[i] = u.data[i] - balance.data[i];
    }
    return beside;
  }
}

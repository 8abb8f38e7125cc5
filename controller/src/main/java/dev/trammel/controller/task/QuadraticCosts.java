package dev.trammel.controller.task;

import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import org.ejml.data.DMatrixRMaj;

/** Quadratic models of a cost, from where episodes went. */
public final class QuadraticCosts {

  private QuadraticCosts() {}

  /**
   * Expands a cost about each state estimate and applied input of a batch, moves each expansion's
   * origin to zero, and takes the mean. With C, c and ℓ the Hessian, gradient and value at z:
   *
   * <pre>  ½ (·−z)ᵀC(·−z) + cᵀ(·−z) + ℓ  =  ½ ·ᵀC· + (c − Cz)ᵀ· + (ℓ − cᵀz + ½ zᵀCz)</pre>
   */
  public static SampledCosts average(Cost cost, TrajectoryBatch batch) {
    int T = batch.steps();
    int n = batch.stateSize();
    int m = batch.inputSize();
    QuadraticCost average = new QuadraticCost(T, n, m);
    double[][] costs = new double[batch.size()][T + 1];
    Workspace work = new Workspace(n, m);
    for (int i = 0; i < batch.size(); i++) {
      for (int t = 0; t <= T; t++) {
        work.expand(cost, batch.get(i), t);
        costs[i][t] = work.expansion.value;
        work.addShare(1.0 / batch.size(), average, t);
      }
    }
    return new SampledCosts(average, costs);
  }

  /** One sample at one step. */
  private static final class Workspace {

    private final int n;
    private final DMatrixRMaj x;
    private final DMatrixRMaj u;
    private final double[] z;
    private final CostExpansion expansion;

    Workspace(int n, int m) {
      this.n = n;
      x = new DMatrixRMaj(n, 1);
      u = new DMatrixRMaj(m, 1);
      z = new double[n + m];
      expansion = new CostExpansion(n, m);
    }

    void expand(Cost cost, Trajectory trajectory, int t) {
      for (int i = 0; i < n; i++) {
        x.data[i] = trajectory.state(t, i);
        z[i] = x.data[i];
      }
      for (int i = 0; i < u.numRows; i++) {
        u.data[i] = t < trajectory.steps() ? trajectory.applied(t, i) : 0;
        z[n + i] = u.data[i];
      }
      expansion.clear();
      cost.addExpansion(t, x, u, expansion);
    }

    void addShare(double share, QuadraticCost to, int t) {
      DMatrixRMaj C = to.hessians[t];
      DMatrixRMaj c = to.gradients[t];
      int size = c.numRows;
      int width = expansion.hessian.numCols;
      double constant = expansion.value;
      for (int i = 0; i < size; i++) {
        double Cz = 0;
        for (int j = 0; j < size; j++) {
          double entry = expansion.hessian.data[i * width + j];
          Cz += entry * z[j];
          C.data[i * size + j] += share * entry;
        }
        double slope = expansion.gradient.data[i];
        c.data[i] += share * (slope - Cz);
        constant += z[i] * (0.5 * Cz - slope);
      }
      to.constants[t] += share * constant;
    }
  }
}

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

  /**
   * Expands a cost about a trajectory, and moves each expansion's origin to zero as above.
   *
   * @param states T+1 of n×1; not modified
   * @param inputs T of m×1; not modified
   */
  public static QuadraticCost along(Cost cost, DMatrixRMaj[] states, DMatrixRMaj[] inputs) {
    int T = inputs.length;
    int n = states[0].numRows;
    int m = inputs[0].numRows;
    QuadraticCost quadratic = new QuadraticCost(T, n, m);
    Workspace work = new Workspace(n, m);
    DMatrixRMaj none = new DMatrixRMaj(m, 1);
    for (int t = 0; t <= T; t++) {
      work.expand(cost, t, states[t], t < T ? inputs[t] : none);
      work.addShare(1, quadratic, t);
    }
    return quadratic;
  }

  /** One sample at one step. */
  private static final class Workspace {

    private final DMatrixRMaj x;
    private final DMatrixRMaj u;
    private final double[] z;
    private final CostExpansion expansion;

    Workspace(int n, int m) {
      x = new DMatrixRMaj(n, 1);
      u = new DMatrixRMaj(m, 1);
      z = new double[n + m];
      expansion = new CostExpansion(n, m);
    }

    void expand(Cost cost, Trajectory trajectory, int t) {
      for (int i = 0; i < x.numRows; i++) {
        x.data[i] = trajectory.state(t, i);
      }
      for (int i = 0; i < u.numRows; i++) {
        u.data[i] = t < trajectory.steps() ? trajectory.applied(t, i) : 0;
      }
      expand(cost, t, x, u);
    }

    void expand(Cost cost, int t, DMatrixRMaj x, DMatrixRMaj u) {
      System.arraycopy(x.data, 0, z, 0, x.numRows);
      System.arraycopy(u.data, 0, z, x.numRows, u.numRows);
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

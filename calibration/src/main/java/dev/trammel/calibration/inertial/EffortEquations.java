package dev.trammel.calibration.inertial;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The equations of motion along the mean of some periods, harmonic by harmonic:
 *
 * <pre>  W β = T</pre>
 *
 * <pre>
 *   W   nR×r  regressor of the base parameters, R rows per joint as {@link Harmonics#write} has them;
 *             of several motions, one below the other
 *   T   nR    efforts that arrive at the joints: inputs, and what the robot adds against gravity
 *   dT  nR    their rates
 * </pre>
 *
 * <p>Positions are differentiated harmonic by harmonic, and both sides lose the same high harmonics,
 * so that nothing is filtered on one side only.
 */
final class EffortEquations {

  /** Instants of a period at which the nonlinear regressor is taken. */
  private static final int INSTANTS = 256;

  final DMatrixRMaj W;
  final double[] T;
  final double[] dT;
  final int rows;
  private final int n;

  /** @param motions how many are stacked */
  private EffortEquations(int n, int r, int motions) {
    this.n = n;
    rows = Harmonics.rows(Periods.HIGHEST);
    W = new DMatrixRMaj(motions * n * rows, r);
    T = new double[motions * n * rows];
    dT = new double[motions * n * rows];
  }

  /** Those of several motions, one below the other. */
  static EffortEquations stacked(List<EffortEquations> all) {
    EffortEquations first = all.get(0);
    EffortEquations stack = new EffortEquations(first.n, first.W.numCols, all.size());
    int at = 0;
    for (EffortEquations one : all) {
      CommonOps_DDRM.insert(one.W, stack.W, at, 0);
      System.arraycopy(one.T, 0, stack.T, at, one.T.length);
      System.arraycopy(one.dT, 0, stack.dT, at, one.T.length);
      at += one.T.length;
    }
    return stack;
  }

  /** Which joint a row is of. */
  int joint(int row) {
    return row / rows % n;
  }

  /**
   * Sets them up.
   *
   * @param picks which periods
   */
  static EffortEquations of(DynamicsModel model, EffortWay way, Periods periods, int[] picks) {
    int n = model.parameters().joints();
    EffortEquations equations = new EffortEquations(n, model.base().size(), 1);
    double[][] q = new double[n][];
    double[][] qd = new double[n][];
    double[][] qdd = new double[n][];
    for (int i = 0; i < n; i++) {
      Harmonics position = periods.position(i, picks);
      Harmonics rate = position.derivative();
      q[i] = position.samples(INSTANTS);
      qd[i] = rate.samples(INSTANTS);
      qdd[i] = rate.derivative().samples(INSTANTS);
    }
    equations.setRegressor(model, q, qd, qdd);
    for (int i = 0; i < n; i++) {
      Harmonics arriving =
          periods.effort(i, picks).late(way.delay()[i], way.lag()[i]).times(way.strength()[i]);
      arriving.write(equations.T, i * equations.rows, 1);
      arriving.derivative().write(equations.dT, i * equations.rows, 1);
    }
    return equations;
  }

  private void setRegressor(DynamicsModel model, double[][] q, double[][] qd, double[][] qdd) {
    int r = W.numCols;
    DMatrixRMaj phi = new DMatrixRMaj(n, model.parameters().size());
    DMatrixRMaj picked = new DMatrixRMaj(n, r);
    double[][][] columns = new double[n][r][INSTANTS];
    double[] x = new double[n];
    double[] v = new double[n];
    double[] a = new double[n];
    for (int t = 0; t < INSTANTS; t++) {
      for (int i = 0; i < n; i++) {
        x[i] = q[i][t];
        v[i] = qd[i][t];
        a[i] = qdd[i][t];
      }
      model.parameters().at(x, v, a, phi);
      model.base().pick(phi, picked);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < r; j++) {
          columns[i][j][t] = picked.get(i, j);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < r; j++) {
        if (isSeen(columns[i][j])) {
          Harmonics.of(columns[i][j], model.rhythm().omega(), Periods.HIGHEST)
              .write(W.data, i * rows * r + j, r);
        }
      }
    }
  }

  private static boolean isSeen(double[] column) {
    for (double value : column) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  /** Root mean square of a joint's rows of a vector. */
  double rms(double[] of, int joint) {
    double sum = 0;
    for (int k = 0; k < of.length; k++) {
      sum += joint(k) == joint ? of[k] * of[k] : 0;
    }
    return Math.sqrt(sum);
  }

  /** T − W β. */
  double[] residual(double[] beta) {
    double[] residual = T.clone();
    for (int k = 0; k < residual.length; k++) {
      for (int j = 0; j < beta.length; j++) {
        residual[k] -= W.get(k, j) * beta[j];
      }
    }
    return residual;
  }
}

package dev.trammel.calibration.fit;

import org.ejml.data.DMatrixRMaj;

/**
 * How sure a least-squares value is where readings about one turn go together and those of different
 * turns do not: the sandwich of generalised estimating equations (Liang and Zeger, Longitudinal data
 * analysis using generalized linear models, 1986),
 *
 * <pre>  σ² = C/(C − p) Σ_c (Σ_{i∈c} w_i r_i)²,   w = J (JᵀJ)⁻¹ e</pre>
 *
 * <pre>
 *   J  R×p  slopes of the residuals       r  R  residuals
 *   C       turns                         e  p  the unit vector of the value
 * </pre>
 */
final class TurnSpread {

  private TurnSpread() {}

  /**
   * Of one value.
   *
   * @param J R×p, rows of a turn one after the other; not modified
   * @param r R; not modified
   * @param length rows of a turn
   * @param at which value
   * @return infinite where nothing tells it
   */
  static double deviation(DMatrixRMaj J, double[] r, int length, int at) {
    int p = J.numCols;
    int turns = J.numRows / length;
    double[] norms = norms(J);
    double[] A = new double[p * p];
    for (int row = 0; row < J.numRows; row++) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          A[i * p + j] += J.get(row, i) / norms[i] * J.get(row, j) / norms[j];
        }
      }
    }
    double[] x = new double[p];
    x[at] = 1;
    if (turns <= p || !SmallSystem.solve(A, p, x)) {
      return Double.POSITIVE_INFINITY;
    }
    double squares = 0;
    for (int turn = 0; turn < turns; turn++) {
      double sum = 0;
      for (int row = turn * length; row < (turn + 1) * length; row++) {
        for (int j = 0; j < p; j++) {
          sum += J.get(row, j) / norms[j] * x[j] * r[row];
        }
      }
      squares += sum * sum;
    }
    return Math.sqrt(squares * turns / (turns - p)) / norms[at];
  }

  private static double[] norms(DMatrixRMaj J) {
    double[] norms = new double[J.numCols];
    for (int row = 0; row < J.numRows; row++) {
      for (int j = 0; j < norms.length; j++) {
        norms[j] += J.get(row, j) * J.get(row, j);
      }
    }
    for (int j = 0; j < norms.length; j++) {
      norms[j] = norms[j] > 0 ? Math.sqrt(norms[j]) : 1;
    }
    return norms;
  }
}

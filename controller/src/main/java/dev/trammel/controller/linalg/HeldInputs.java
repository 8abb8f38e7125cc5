package dev.trammel.controller.linalg;

import java.util.Arrays;

/**
 * The policy of a stage some of whose inputs are held: the others' best one, given what those do.
 * Nothing here allocates after construction.
 *
 * <pre>
 *   Q  m×m  Quu with unit rows and columns for what is held     q  m×1  qu + Quh uh, free inputs alone
 *   G  m×m  −Q⁻¹ with zeros for what is held: −Qff⁻¹</pre>
 */
final class HeldInputs {

  private final Products products;
  private final Shape gainShape;
  private final int n;
  private final int m;
  private final double[][] Q;
  private final double[] q;
  private final double[][] G;
  private final double[] pivots;
  private final double[] zero;

  HeldInputs(Products products, Shape gainShape, int stateSize, int inputSize) {
    this.products = products;
    this.gainShape = gainShape;
    n = stateSize;
    m = inputSize;
    Q = Rows.padded(m, m);
    q = Rows.padded(m);
    G = Rows.paddedSquare(m);
    pivots = Rows.padded(m);
    zero = Rows.padded(m);
  }

  /**
   * Writes the policy, and how the action value changes with what is held.
   *
   * @param Qu m×(n+m), lower triangle of its inputs' part; not modified
   * @param qu m; not modified
   * @return false if Quu is not positive definite: what is written is then undefined
   */
  boolean solve(Stage stage, double[][] Qu, double[] qu) {
    for (int i = 0; i < m; i++) {
      setRow(stage, i, Qu, qu);
    }
    if (!products.negateInverse(Q, 0, m, G, pivots)) {
      return false;
    }
    for (int i = 0; i < m; i++) {
      if (stage.held[i]) {
        G[i][i] = 0;
      }
    }
    // K = −Qff⁻¹ Qfx,  k = −Qff⁻¹ qf
    products.multiply(gainShape, G, Qu, stage.policy.matrix);
    products.combine(zero, q, G, m, stage.policy.offset);
    for (int i = 0; i < m; i++) {
      if (stage.held[i]) {
        stage.policy.offset[i] = stage.heldInput[i];
      }
    }
    return true;
  }

  private void setRow(Stage stage, int i, double[][] Qu, double[] qu) {
    Arrays.fill(Q[i], 0);
    q[i] = 0;
    if (stage.held[i]) {
      Q[i][i] = 1;
      keep(stage, i, Qu, qu);
      return;
    }
    double sum = qu[i];
    for (int j = 0; j < m; j++) {
      double entry = j <= i ? Qu[i][n + j] : Qu[j][n + i];
      if (stage.held[j]) {
        sum += entry * stage.heldInput[j];
      } else {
        Q[i][j] = entry;
      }
    }
    q[i] = sum;
  }

  private void keep(Stage stage, int i, double[][] Qu, double[] qu) {
    double[] slope = stage.heldSlope[i];
    System.arraycopy(Qu[i], 0, slope, 0, n + i + 1);
    for (int j = i + 1; j < m; j++) {
      slope[n + j] = Qu[j][n + i];
    }
    stage.heldPull[i] = qu[i];
  }
}

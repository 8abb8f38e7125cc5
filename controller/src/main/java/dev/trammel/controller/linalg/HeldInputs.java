package dev.trammel.controller.linalg;

import java.util.Arrays;

/**
 * The policy of a stage some of whose inputs are held: a seldom path beside {@link StageKernels}.
 * Nothing here allocates after construction.
 *
 * <pre>  G  m×m  Quu; swept at the free inputs, then at the held ones too: −Quu⁻¹</pre>
 */
final class HeldInputs {

  private final int m;
  private final double[][] G;
  private final double[] diagonal;
  private final double[] weights;

  HeldInputs(int inputSize) {
    m = inputSize;
    G = new double[m][m];
    diagonal = new double[m];
    weights = new double[m];
  }

  static boolean any(Stage stage) {
    for (boolean held : stage.held) {
      if (held) {
        return true;
      }
    }
    return false;
  }

  /**
   * Writes policy, covariance and its determinant.
   *
   * @param Qu m×(n+m); not modified
   * @param qu m; not modified
   * @return false if Quu is not positive definite: what is written is then undefined
   */
  boolean solve(Stage stage, double[][] Qu, double[] qu, int n) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(Qu[i], n, G[i], 0, i + 1);
      diagonal[i] = G[i][i];
    }
    stage.covarianceDeterminant.clear();
    if (!sweep(stage, false)) {
      return false;
    }
    Rows.mirror(G, m);
    setPolicy(stage, Qu, qu, n);
    if (!sweep(stage, true)) {
      return false;
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        stage.covariance[i][j] = -stage.covarianceScale * G[i][j];
      }
    }
    Rows.mirror(stage.covariance, m);
    return true;
  }

  private boolean sweep(Stage stage, boolean held) {
    for (int i = 0; i < m; i++) {
      if (stage.held[i] == held) {
        double pivot = SymmetricInverse.sweep(G, m, i, diagonal[i], weights);
        if (Double.isNaN(pivot)) {
          return false;
        }
        stage.covarianceDeterminant.multiply(stage.covarianceScale / pivot);
      }
    }
    return true;
  }

  private void setPolicy(Stage stage, double[][] Qu, double[] qu, int n) {
    // K = −Quu⁻¹ Qux,  k = −Quu⁻¹ qu over the inputs that are free
    for (int i = 0; i < m; i++) {
      double[] gain = stage.policy.matrix[i];
      Arrays.fill(gain, 0);
      if (stage.held[i]) {
        stage.policy.offset[i] = stage.heldInput[i];
        continue;
      }
      double offset = 0;
      for (int j = 0; j < m; j++) {
        weights[j] = stage.held[j] ? 0 : G[i][j];
        // −Qff⁻¹Qfh stands in the held columns after the free pivots are swept, sign reversed
        offset += stage.held[j] ? -G[i][j] * stage.heldInput[j] : G[i][j] * qu[j];
      }
      Rows.addCombination(weights, Qu, m, gain, n);
      stage.policy.offset[i] = offset;
    }
  }
}

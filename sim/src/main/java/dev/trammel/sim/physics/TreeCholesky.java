package dev.trammel.sim.physics;

/**
 * H = LᵀL for a matrix with the sparsity of a tree, from the leaves to the root and so without
 * fill-in (Featherstone, Rigid Body Dynamics Algorithms, section 6.5).
 *
 * <p>H is n×n, symmetric &gt; 0, in rows of its lower triangle; H[i][j] ≠ 0 only where j is i or an
 * ancestor of i. A clamped row and column count as those of the identity.
 */
final class TreeCholesky {

  private final int[] parent;

  /** The diagonal holds inverses. */
  private final double[][] L;

  /** @param parent of each node, less than the node's own index; −1 for none */
  TreeCholesky(int[] parent) {
    this.parent = parent.clone();
    L = new double[parent.length][];
    for (int i = 0; i < parent.length; i++) {
      L[i] = new double[i + 1];
    }
  }

  /**
   * @param H not modified
   * @param clamped which rows to leave out; not modified
   */
  void factor(double[][] H, boolean[] clamped) {
    int n = parent.length;
    for (int k = 0; k < n; k++) {
      L[k][k] = clamped[k] ? 1 : H[k][k];
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        L[k][i] = clamped[k] || clamped[i] ? 0 : H[k][i];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      double[] row = L[k];
      double inverse = 1 / Math.sqrt(row[k]);
      row[k] = inverse;
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        row[i] *= inverse;
      }
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        for (int j = i; j >= 0; j = parent[j]) {
          L[i][j] -= row[i] * row[j];
        }
      }
    }
  }

  /**
   * Solves H x = b.
   *
   * @param x comes as b; modified
   */
  void solve(double[] x) {
    int n = parent.length;
    for (int k = n - 1; k >= 0; k--) {
      x[k] *= L[k][k];
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        x[i] -= L[k][i] * x[k];
      }
    }
    for (int k = 0; k < n; k++) {
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        x[k] -= L[k][i] * x[i];
      }
      x[k] *= L[k][k];
    }
  }

  /**
   * out = H x.
   *
   * @param H not modified
   * @param x not modified
   */
  void multiply(double[][] H, double[] x, double[] out) {
    for (int k = 0; k < parent.length; k++) {
      out[k] = H[k][k] * x[k];
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        out[k] += H[k][i] * x[i];
        out[i] += H[k][i] * x[k];
      }
    }
  }
}

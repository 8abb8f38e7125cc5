package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import org.jspecify.annotations.Nullable;

/** A prior of (x, u, x') in the layout of a step's regression, which is of (x', x, u). */
final class PriorRows {

  /** μ₀. */
  final double[] mean;

  /** −Φ, lower triangle. */
  final double[][] scatter;

  private final int n;
  private final int q;
  private @Nullable NormalInverseWishart loaded;

  PriorRows(int n, int m) {
    this.n = n;
    q = n + m;
    mean = Rows.padded(q + n);
    scatter = Rows.padded(q + n, q + n);
  }

  /**
   * Takes over a prior.
   *
   * @param lasting whether it will never change, so that it need not be loaded twice
   */
  void load(NormalInverseWishart prior, boolean lasting) {
    if (prior == loaded) {
      return;
    }
    loaded = lasting ? prior : null;
    double[] Phi = prior.scatter.data;
    int size = q + n;
    System.arraycopy(prior.mean.data, q, mean, 0, n);
    System.arraycopy(prior.mean.data, 0, mean, n, q);
    for (int i = 0; i < n; i++) {
      negate(Phi, (q + i) * size + q, scatter[i], 0, i + 1);
    }
    for (int i = 0; i < q; i++) {
      negate(Phi, i * size + q, scatter[n + i], 0, n);
      negate(Phi, i * size, scatter[n + i], n, i + 1);
    }
  }

  private static void negate(double[] from, int first, double[] to, int start, int count) {
    for (int j = 0; j < count; j++) {
      to[start + j] = -from[first + j];
    }
  }
}

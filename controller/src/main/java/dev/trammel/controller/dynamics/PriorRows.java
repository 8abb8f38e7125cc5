package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import org.jspecify.annotations.Nullable;

/** A prior of (x, u, x') in the layout of a step's regression, which is of (x', x, u). */
final class PriorRows {

  /** μ₀. */
  final double[] mean;

  /** Φ. */
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
    copy(prior.mean.data, 0, mean);
    for (int i = 0; i < scatter.length; i++) {
      int row = i < n ? q + i : i - n;
      copy(prior.scatter.data, row * (q + n), scatter[i]);
    }
  }

  private void copy(double[] from, int first, double[] to) {
    System.arraycopy(from, first + q, to, 0, n);
    System.arraycopy(from, first, to, n, q);
  }
}

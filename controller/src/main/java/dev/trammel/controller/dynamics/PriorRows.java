package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What a step's scatter is before points are added, in the layout of its regression, which is of
 * (x', x, u): a prior's scatter, and regularisation. A workspace.
 */
final class PriorRows {

  /** μ₀. */
  final double[] mean;

  /** Φ, and on its block of z the regularisation as often as the scatter counts. */
  final double[][] base;

  /** Of {@link #base}. */
  final double[] diagonal;

  private final int n;
  private final int q;
  private @Nullable NormalInverseWishart loaded;
  private double loadedDivisor;

  PriorRows(int n, int q) {
    this.n = n;
    this.q = q;
    mean = Rows.padded(q + n);
    base = Rows.padded(q + n, q + n);
    diagonal = Rows.padded(q + n);
  }

  /** Whether this prior stands here, as often regularised, and is as it was. */
  boolean holds(NormalInverseWishart prior, double divisor) {
    return prior == loaded && divisor == loadedDivisor;
  }

  /**
   * Takes over a prior.
   *
   * @param term q×q, of the regularisation
   * @param divisor as how many points the scatter counts, with the step's own
   * @param lasting whether neither will ever change
   */
  void load(NormalInverseWishart prior, DMatrixRMaj term, double divisor, boolean lasting) {
    loaded = lasting ? prior : null;
    loadedDivisor = divisor;
    copy(prior.mean.data, 0, mean);
    for (int i = 0; i < n; i++) {
      copy(prior.scatter.data, (q + i) * (q + n), base[i]);
    }
    for (int i = 0; i < q; i++) {
      double[] row = base[n + i];
      copy(prior.scatter.data, i * (q + n), row);
      for (int j = 0; j < q; j++) {
        row[n + j] += divisor * term.data[i * q + j];
      }
    }
    for (int i = 0; i < base.length; i++) {
      diagonal[i] = base[i][i];
    }
  }

  private void copy(double[] from, int first, double[] to) {
    System.arraycopy(from, first + q, to, 0, n);
    System.arraycopy(from, first, to, n, q);
  }

  /** Makes a variable one of unit scatter that shares nothing with any other. */
  void leaveOut(int variable) {
    loaded = null;
    for (int i = 0; i < base.length; i++) {
      base[i][variable] = 0;
      base[variable][i] = 0;
    }
    base[variable][variable] = 1;
    diagonal[variable] = 1;
  }
}

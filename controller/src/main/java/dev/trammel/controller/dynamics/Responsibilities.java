package dev.trammel.controller.dynamics;

/** Turns log-densities of clusters into each cluster's share in each point. */
final class Responsibilities {

  private Responsibilities() {}

  /**
   * Normalises columns in place.
   *
   * @param logDensities K rows of at least {@code count} points; becomes shares that sum to 1
   * @param logLikelihoods receives each point's log-likelihood; modified
   */
  static void normalise(double[][] logDensities, int count, double[] logLikelihoods) {
    for (int p = 0; p < count; p++) {
      double most = Double.NEGATIVE_INFINITY;
      for (double[] row : logDensities) {
        most = Math.max(most, row[p]);
      }
      double total = 0;
      for (double[] row : logDensities) {
        row[p] = row[p] == Double.NEGATIVE_INFINITY ? 0 : StrictMath.exp(row[p] - most);
        total += row[p];
      }
      for (double[] row : logDensities) {
        row[p] /= total;
      }
      logLikelihoods[p] = most + StrictMath.log(total);
    }
  }
}

package dev.trammel.controller.dynamics;

import java.util.Arrays;

/** Turns log-densities of clusters into each cluster's share in each point. */
final class Responsibilities {

  private Responsibilities() {}

  /**
   * Normalises the shares of clusters that are met, so that they sum to 1 at each point.
   *
   * @param block with log-densities for shares; receives shares, totals and owners
   * @return the points' log-likelihood
   */
  static double normalise(PointBlock block) {
    Arrays.fill(block.totals, 0, block.count, 0);
    for (int k = 0; k < block.met.length; k++) {
      if (block.met[k]) {
        exponentiate(block, k);
      }
    }
    for (int k = 0; k < block.met.length; k++) {
      if (block.met[k]) {
        divide(block, k);
      }
    }
    System.arraycopy(block.owners, 0, block.seconds, 0, block.count);
    for (int k = 0; k < block.met.length; k++) {
      if (block.met[k]) {
        rank(block, k);
      }
    }
    double logLikelihood = 0;
    // totals are between 1 and K: the product of a block of them is far from overflow
    double product = 1;
    for (int p = 0; p < block.count; p++) {
      logLikelihood += block.most[p];
      product *= block.totals[p];
    }
    return logLikelihood + StrictMath.log(product);
  }

  private static void exponentiate(PointBlock block, int k) {
    double[] shares = block.shares[k];
    for (int p = 0; p < block.count; p++) {
      double exponent = shares[p] - block.most[p];
      if (exponent == 0) {
        block.owners[p] = k;
        shares[p] = 1;
      } else {
        shares[p] = exponent < MixtureDensity.LOG_NEGLIGIBLE ? 0 : StrictMath.exp(exponent);
      }
      block.totals[p] += shares[p];
    }
  }

  private static void divide(PointBlock block, int k) {
    double[] shares = block.shares[k];
    double[] totals = block.totals;
    for (int p = 0; p < block.count; p++) {
      shares[p] /= totals[p];
    }
  }

  /** Finds who has second most of each point. */
  private static void rank(PointBlock block, int k) {
    int[] owners = block.owners;
    double[] shares = block.shares[k];
    for (int p = 0; p < block.count; p++) {
      int second = block.seconds[p];
      if (k != owners[p]
          && (second == owners[p] ? shares[p] > 0 : shares[p] > block.shares[second][p])) {
        block.seconds[p] = k;
      }
    }
  }
}

package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Require;

/**
 * How the dual variable η of a KL-bounded update is searched.
 *
 * @param minEta lower end of the search [-]
 * @param maxEta upper end of the search [-]
 * @param tolerance how near the divergence must come to its bound, as a fraction of it
 * @param entropyWeight reward for the controller's entropy beside the divergence, in units of cost
 */
public record DualSearchSettings(
    double minEta, double maxEta, double tolerance, double entropyWeight) {

  public DualSearchSettings {
    Require.positive(minEta, "minEta");
    Require.positive(maxEta, "maxEta");
    if (minEta >= maxEta) {
      throw new IllegalArgumentException("minEta " + minEta + " must be below maxEta " + maxEta);
    }
    Require.inRange(tolerance, 1e-9, 0.5, "tolerance");
    Require.nonNegative(entropyWeight, "entropyWeight");
  }

  public static DualSearchSettings defaults() {
    return new DualSearchSettings(1e-8, 1e16, 0.01, 0);
  }
}

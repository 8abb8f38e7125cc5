package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;

/**
 * How an output-error fit searches.
 *
 * @param longestStep of the integration [s]
 * @param noiseRounds how often the noise is found from what is left, and the fit goes on
 * @param mostIterations of one search
 * @param tolerance share of the cost below which a step's gain ends the search [-]
 * @param difference step of the numeric slopes, as a share of an unknown's scale [-]
 * @param leastNoise below which no channel's noise is put, in its unit
 */
public record OutputErrorSettings(
    double longestStep,
    int noiseRounds,
    int mostIterations,
    double tolerance,
    double difference,
    double leastNoise) {

  private static final double FIRST_DAMPING = 1e-3;
  private static final double EASING = 10;
  private static final double STIFFENING = 6;
  private static final int MOST_TRIES = 8;

  public OutputErrorSettings {
    Require.positive(longestStep, "longestStep");
    Require.atLeast(noiseRounds, 0, "noiseRounds");
    Require.atLeast(mostIterations, 1, "mostIterations");
    Require.positive(tolerance, "tolerance");
    Require.positive(difference, "difference");
    Require.positive(leastNoise, "leastNoise");
  }

  public static OutputErrorSettings defaults() {
    return new OutputErrorSettings(1e-3, 1, 100, 1e-6, 1e-5, 1e-9);
  }

  public OutputErrorSettings withLongestStep(double seconds) {
    return new OutputErrorSettings(
        seconds, noiseRounds, mostIterations, tolerance, difference, leastNoise);
  }

  public OutputErrorSettings withNoiseRounds(int rounds) {
    return new OutputErrorSettings(
        longestStep, rounds, mostIterations, tolerance, difference, leastNoise);
  }

  double firstDamping() {
    return FIRST_DAMPING;
  }

  double easing() {
    return EASING;
  }

  double stiffening() {
    return STIFFENING;
  }

  int mostTries() {
    return MOST_TRIES;
  }
}

package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;

/**
 * What shapes a new controller's covariance beside its cost and its divergence from the old one.
 * Immutable.
 */
public final class ExplorationTerms {

  private final double[] leastDeviations;
  private final double[] entropyWeights;

  /**
   * Keeps copies.
   *
   * @param leastDeviations m standard deviations that every input keeps; zero for none [-]
   * @param entropyWeights T rewards for the entropy of a step's inputs, beside what the divergence
   *     gives, in units of cost
   */
  public ExplorationTerms(double[] leastDeviations, double[] entropyWeights) {
    this.leastDeviations = leastDeviations.clone();
    this.entropyWeights = entropyWeights.clone();
    for (double deviation : leastDeviations) {
      Require.finite(Require.nonNegative(deviation, "least deviation"), "least deviation");
    }
    for (double weight : entropyWeights) {
      Require.finite(Require.nonNegative(weight, "entropy weight"), "entropy weight");
    }
  }

  /** Nothing. */
  public static ExplorationTerms none(int steps, int inputSize) {
    return new ExplorationTerms(new double[inputSize], new double[steps]);
  }

  /**
   * Standard deviations that inputs do not fall below.
   *
   * @param deviations m; not modified
   */
  public static ExplorationTerms atLeast(int steps, double[] deviations) {
    return new ExplorationTerms(deviations, new double[steps]);
  }

  /**
   * The same with more reward for entropy.
   *
   * @param more T, in units of cost; not modified
   */
  public ExplorationTerms rewarding(double[] more) {
    Require.length(more, entropyWeights.length, "entropy weights");
    double[] sum = entropyWeights.clone();
    for (int t = 0; t < sum.length; t++) {
      sum[t] += more[t];
    }
    return new ExplorationTerms(leastDeviations, sum);
  }

  /** T. */
  public int steps() {
    return entropyWeights.length;
  }

  /** m. */
  public int inputSize() {
    return leastDeviations.length;
  }

  double leastDeviation(int i) {
    return leastDeviations[i];
  }

  double entropyWeight(int t) {
    return entropyWeights[t];
  }

  /** Whether any input has a least deviation. */
  boolean hasFloor() {
    return Arrays.stream(leastDeviations).anyMatch(deviation -> deviation > 0);
  }
}

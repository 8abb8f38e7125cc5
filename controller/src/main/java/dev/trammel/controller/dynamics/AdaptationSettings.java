package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;

/**
 * How a model is corrected while it is used.
 *
 * @param forgetting λ, what a transition counts one step later, 0 … 1; 1 forgets nothing
 * @param strength κ, as how many transitions the belief counts that the model is right, for each
 *     regressor about as large as its scale; infinite: the model is not corrected
 * @param evidence c ≥ 0, how many times the effect of noise a correction must exceed to count
 * @param noiseStrength ν, as how many transitions the model's own covariance counts
 */
public record AdaptationSettings(
    double forgetting, double strength, double evidence, double noiseStrength) {

  public AdaptationSettings {
    Require.positive(forgetting, "forgetting");
    Require.inRange(forgetting, 0, 1, "forgetting");
    if (!(strength > 0)) {
      throw new IllegalArgumentException("strength must be positive, was " + strength);
    }
    Require.nonNegative(evidence, "evidence");
    Require.positive(noiseStrength, "noise strength");
  }

  /** A memory of twenty steps; a sound model stays as it is. */
  public static AdaptationSettings defaults() {
    return new AdaptationSettings(0.95, 3, 2, 20);
  }

  public AdaptationSettings withForgetting(double other) {
    return new AdaptationSettings(other, strength, evidence, noiseStrength);
  }

  public AdaptationSettings withStrength(double other) {
    return new AdaptationSettings(forgetting, other, evidence, noiseStrength);
  }

  public AdaptationSettings withEvidence(double other) {
    return new AdaptationSettings(forgetting, strength, other, noiseStrength);
  }
}

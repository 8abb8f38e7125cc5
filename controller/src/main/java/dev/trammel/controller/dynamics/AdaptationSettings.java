package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;

/**
 * How a model is corrected while it is used.
 *
 * @param forgetting λ, what a transition counts one step later, 0 … 1; 1 forgets nothing
 * @param strength κ, as how many transitions the belief counts that the model is right, for each
 *     regressor about as large as its scale; infinite: the model is not corrected
 * @param offsetStrength κ₀, the same for what is missing everywhere alike: where it is less than κ, what
 *     lasts is taken for a load before it is taken for other slopes
 * @param evidence c ≥ 0, how many times the effect of noise a correction must exceed to count
 */
public record AdaptationSettings(
    double forgetting, double strength, double offsetStrength, double evidence) {

  public AdaptationSettings {
    Require.positive(forgetting, "forgetting");
    Require.inRange(forgetting, 0, 1, "forgetting");
    if (!(strength > 0)) {
      throw new IllegalArgumentException("strength must be positive, was " + strength);
    }
    if (!(offsetStrength > 0)) {
      throw new IllegalArgumentException(
          "strength of the offset must be positive, was " + offsetStrength);
    }
    Require.nonNegative(evidence, "evidence");
  }

  /** A memory of twenty steps; a sound model stays as it is. */
  public static AdaptationSettings defaults() {
    return new AdaptationSettings(0.95, 3, 0.03, 2);
  }

  /** The model is not corrected. */
  public static AdaptationSettings none() {
    return defaults().withStrength(Double.POSITIVE_INFINITY);
  }

  public AdaptationSettings withForgetting(double other) {
    return new AdaptationSettings(other, strength, offsetStrength, evidence);
  }

  public AdaptationSettings withStrength(double other) {
    return new AdaptationSettings(forgetting, other, offsetStrength, evidence);
  }

  public AdaptationSettings withEvidence(double other) {
    return new AdaptationSettings(forgetting, strength, offsetStrength, other);
  }

  public AdaptationSettings withOffsetStrength(double other) {
    return new AdaptationSettings(forgetting, strength, other, evidence);
  }
}

package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Require;

/**
 * How local controllers and the policy are brought to agree.
 *
 * @param initialWeight ν at every step at the beginning, in units of cost
 * @param meanRate step of the multipliers on the mean input, in units of ν
 * @param gainRate step of the multipliers on the gain, in units of ν; 0 leaves them out
 * @param rule how ν changes
 * @param innerIterations times that policy, multipliers and controllers take turns on the same
 *     episodes
 */
public record BadmmSettings(
    double initialWeight, double meanRate, double gainRate, WeightRule rule, int innerIterations) {

  public BadmmSettings {
    Require.positive(initialWeight, "initial weight");
    Require.nonNegative(meanRate, "rate of the mean's multipliers");
    Require.nonNegative(gainRate, "rate of the gain's multipliers");
    Require.atLeast(innerIterations, 1, "inner iterations");
  }

  /** What the published examples use. */
  public static BadmmSettings defaults() {
    return new BadmmSettings(0.002, 0.1, 0, new WeightRule.Spread(1, 0.5, 0.5, 2), 4);
  }
}

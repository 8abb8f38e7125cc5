package dev.trammel.controller.linalg;

/**
 * What all parameters have in common in one step of Adam,
 *
 * <pre>
 *   m = β₁m + (1 − β₁)g,   v = β₂v + (1 − β₂)g²,   w = κw − αm / (√v + ε)
 * </pre>
 *
 * <p>Mutable.
 */
public final class AdamStep {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** β₁, β₂, and α, ε, κ of this step; α and ε are corrected for moments that began at 0. */
  final double[] numbers = {BETA1, BETA2, 0, 0, 1};

  private double power1 = 1;
  private double power2 = 1;

  /**
   * Goes on to the next step.
   *
   * @param rate α before the correction
   * @param decay by which part of itself a parameter shrinks, over the rate
   */
  public void next(double rate, double decay) {
    power1 *= BETA1;
    power2 *= BETA2;
    double root = Math.sqrt(1 - power2);
    numbers[2] = rate * root / (1 - power1);
    numbers[3] = EPSILON * root;
    numbers[4] = 1 - rate * decay;
  }

  /** The same step for parameters that do not decay. */
  public void withoutDecay() {
    numbers[4] = 1;
  }
}

package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Require;
import java.util.List;

/**
 * What a network looks like and how it is trained.
 *
 * @param hidden outputs of each hidden layer; none makes the mean affine
 * @param activation what hidden layers do with their sums
 * @param rate Adam's step size at the beginning, from where it falls along a cosine
 * @param batch samples per step
 * @param epochs passes over the samples, at most
 * @param patience epochs without a better held-out loss after which training ends
 * @param weightDecay by which part of itself a weight shrinks per step, over the rate
 * @param heldOut the part of the trajectories that is not trained on but judged by
 */
public record PolicySettings(
    List<Integer> hidden,
    Activation activation,
    double rate,
    int batch,
    int epochs,
    int patience,
    double weightDecay,
    double heldOut) {

  private static final int MOST_UNITS = 511;

  public PolicySettings {
    hidden = List.copyOf(hidden);
    for (int units : hidden) {
      Require.inRange(units, 1, MOST_UNITS, "a hidden layer's outputs");
    }
    Require.positive(rate, "rate");
    Require.atLeast(batch, 1, "batch");
    Require.atLeast(epochs, 1, "epochs");
    Require.atLeast(patience, 1, "patience");
    Require.nonNegative(weightDecay, "weightDecay");
    Require.inRange(heldOut, 0, 0.9, "heldOut");
  }

  /** Two hidden layers of 64 tanh each. */
  public static PolicySettings defaults() {
    return new PolicySettings(List.of(64, 64), Activation.TANH, 1e-2, 64, 200, 40, 0.1, 0.1);
  }
}

package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;

/**
 * How dynamics are fitted.
 *
 * @param regularisation keeps the covariance of (x, u) away from singular
 * @param poolingHalfWidth w: points of steps t−w … t+w enter the fit of step t
 * @param poolingDecay a point from k steps away counts as decayᵏ points
 * @param inputVarianceFloor an input that varied less at a step, in its own unit squared, has its
 *     column of the input map from the prior
 * @param initialVarianceFloor least variance of each first state, in its own unit squared
 */
public record FitSettings(
    Regularisation regularisation,
    int poolingHalfWidth,
    double poolingDecay,
    double inputVarianceFloor,
    double initialVarianceFloor) {

  public FitSettings {
    Require.atLeast(poolingHalfWidth, 0, "pooling half-width");
    Require.positive(poolingDecay, "pooling decay");
    Require.inRange(poolingDecay, 0, 1, "pooling decay");
    Require.nonNegative(inputVarianceFloor, "input variance floor");
    Require.nonNegative(initialVarianceFloor, "initial variance floor");
  }

  /** No pooling, 1e-6 on the diagonal. */
  public static FitSettings defaults() {
    return new FitSettings(new Regularisation.Diagonal(1e-6), 0, 0.5, 1e-12, 1e-6);
  }

  public FitSettings withRegularisation(Regularisation other) {
    return new FitSettings(
        other, poolingHalfWidth, poolingDecay, inputVarianceFloor, initialVarianceFloor);
  }

  public FitSettings withPooling(int halfWidth, double decay) {
    return new FitSettings(
        regularisation, halfWidth, decay, inputVarianceFloor, initialVarianceFloor);
  }
}

package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What ties one condition's local controller to the policy: multipliers λ(x) = λᴷx + λᵏ on the
 * difference of their mean inputs, and the weight ν on their divergence. Immutable.
 *
 * <pre>
 *   λᵏ  T of m×1     λᴷ  T of m×n     ν  T, at least 0, in units of cost
 *   T divergences when ν last changed [nat], none before that
 * </pre>
 */
public final class BadmmMultipliers {

  private final DMatrixRMaj[] means;
  private final DMatrixRMaj[] gains;
  private final double[] weights;
  private final double[] divergences;

  /**
   * Keeps copies; the arguments are not modified.
   *
   * @param means λᵏ
   * @param gains λᴷ
   * @param weights ν
   * @param divergences when the weights last changed; empty if they never did
   */
  public BadmmMultipliers(
      DMatrixRMaj[] means, DMatrixRMaj[] gains, double[] weights, double[] divergences) {
    int steps = Require.atLeast(weights.length, 1, "steps of multipliers");
    if (means.length != steps || gains.length != steps) {
      throw new IllegalArgumentException("multipliers of " + steps + " steps need as many of the"
          + " mean and of the gain, had " + means.length + " and " + gains.length);
    }
    if (divergences.length != 0) {
      Require.length(divergences, steps, "divergences");
    }
    this.means = new DMatrixRMaj[steps];
    this.gains = new DMatrixRMaj[steps];
    for (int t = 0; t < steps; t++) {
      this.means[t] = copy(means[t], means[0].numRows, 1, "λᵏ at step " + t);
      this.gains[t] = copy(gains[t], means[0].numRows, gains[0].numCols, "λᴷ at step " + t);
      Require.nonNegative(Require.finite(weights[t], "weight"), "weight at step " + t);
    }
    this.weights = weights.clone();
    this.divergences = Require.finite(divergences, "divergences").clone();
  }

  private static DMatrixRMaj copy(DMatrixRMaj matrix, int rows, int columns, String name) {
    return Require.finite(Require.shape(matrix, rows, columns, name), name).copy();
  }

  /** No multipliers yet, and the same weight at every step. */
  public static BadmmMultipliers initial(int steps, int stateSize, int inputSize, double weight) {
    DMatrixRMaj[] means = new DMatrixRMaj[steps];
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    double[] weights = new double[steps];
    Arrays.setAll(means, t -> new DMatrixRMaj(inputSize, 1));
    Arrays.setAll(gains, t -> new DMatrixRMaj(inputSize, stateSize));
    Arrays.fill(weights, weight);
    return new BadmmMultipliers(means, gains, weights, new double[0]);
  }

  /** T. */
  public int steps() {
    return weights.length;
  }

  /** A copy of λᵏ, m×1. */
  public DMatrixRMaj mean(int t) {
    return means[t].copy();
  }

  /** A copy of λᴷ, m×n. */
  public DMatrixRMaj gain(int t) {
    return gains[t].copy();
  }

  /** ν. */
  public double weight(int t) {
    return weights[t];
  }

  /** A copy of all ν, T. */
  public double[] weights() {
    return weights.clone();
  }

  /** A copy of the divergences when the weights last changed, T [nat]; empty if they never did. */
  public double[] divergences() {
    return divergences.clone();
  }

  /** λ(x), m×1. */
  DMatrixRMaj at(int t, DMatrixRMaj x) {
    DMatrixRMaj lambda = means[t].copy();
    CommonOps_DDRM.multAdd(gains[t], x, lambda);
    return lambda;
  }

  BadmmMultipliers withWeights(double[] newWeights, double[] newDivergences) {
    return new BadmmMultipliers(means, gains, newWeights, newDivergences);
  }

  BadmmMultipliers withMultipliers(DMatrixRMaj[] newMeans, DMatrixRMaj[] newGains) {
    return new BadmmMultipliers(newMeans, newGains, weights, divergences);
  }
}

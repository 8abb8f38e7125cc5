package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** What teachers would do on many observations, to train a policy on. Immutable. */
public final class TeacherSamples {

  private static final double LEAST_WEIGHT = 1e-2;
  private static final double MOST_MEDIANS = 2;

  private final double[][] observations;
  private final double[][] actions;
  private final int[] precisionOf;
  private final double[] weights;
  private final long[] trajectories;
  private final DMatrixRMaj[] precisions;

  /**
   * Keeps copies; the arguments are not modified.
   *
   * @param samples at least one; all of the same sizes
   * @param precisions Λ, m×m, symmetric positive definite, which samples refer to by index
   */
  public TeacherSamples(List<TeacherSample> samples, List<DMatrixRMaj> precisions) {
    int count = Require.atLeast(samples.size(), 1, "teacher samples");
    observations = new double[count][];
    actions = new double[count][];
    precisionOf = new int[count];
    weights = new double[count];
    trajectories = new long[count];
    int p = Require.atLeast(samples.get(0).observation().length, 1, "o entries");
    int m = Require.atLeast(samples.get(0).action().length, 1, "action entries");
    this.precisions =
        precisions.stream().map(precision -> checked(precision, m)).toArray(DMatrixRMaj[]::new);
    double total = 0;
    int i = 0;
    for (TeacherSample sample : samples) {
      String name = "sample " + i;
      observations[i] = entries(sample.observation(), p, name + "'s o");
      actions[i] = entries(sample.action(), m, name + "'s action");
      precisionOf[i] = sample.precision();
      if (sample.precision() < 0 || sample.precision() >= this.precisions.length) {
        throw new IllegalArgumentException(name + "'s precision must be one of "
            + this.precisions.length + ", was " + sample.precision());
      }
      weights[i] = Require.nonNegative(sample.weight(), name + "'s weight");
      trajectories[i] = sample.trajectory();
      total += weights[i];
      i++;
    }
    Require.positive(total, "the sum of weights");
  }

  private TeacherSamples(TeacherSamples others, double[] weights) {
    observations = others.observations;
    actions = others.actions;
    precisionOf = others.precisionOf;
    trajectories = others.trajectories;
    precisions = others.precisions;
    this.weights = weights;
  }

  /**
   * The same samples, none of which rules: weights above twice the median of those that are not
   * almost 0 are that (as in the published code of guided policy search, Finn et al. 2016). For
   * weights that an algorithm comes to; those that somebody asked for are to act as they are.
   */
  public TeacherSamples withClippedWeights() {
    double mean = Arrays.stream(weights).sum() / weights.length;
    double[] sorted = Arrays.stream(weights)
        .filter(weight -> weight > LEAST_WEIGHT * mean)
        .sorted()
        .toArray();
    double most = MOST_MEDIANS * sorted[sorted.length / 2];
    return new TeacherSamples(
        this, Arrays.stream(weights).map(weight -> Math.min(weight, most)).toArray());
  }

  private static double[] entries(double[] values, int size, String name) {
    return Require.finite(Require.length(values, size, name), name).clone();
  }

  private static DMatrixRMaj checked(DMatrixRMaj precision, int m) {
    Require.finite(Require.shape(precision, m, m, "a precision"), "a precision");
    if (!MatrixFeatures_DDRM.isSymmetric(precision, 1e-9 * trace(precision))
        || !MatrixFeatures_DDRM.isPositiveDefinite(precision)) {
      throw new IllegalArgumentException(
          "a precision must be symmetric and positive definite, was not");
    }
    return precision.copy();
  }

  private static double trace(DMatrixRMaj matrix) {
    double trace = 0;
    for (int i = 0; i < matrix.numRows; i++) {
      trace += Math.abs(matrix.get(i, i));
    }
    return trace;
  }

  /** Samples. */
  public int count() {
    return observations.length;
  }

  /** p. */
  public int observationSize() {
    return observations[0].length;
  }

  /** m. */
  public int inputSize() {
    return actions[0].length;
  }

  /** Row per sample; not to be modified. */
  double[][] observations() {
    return observations;
  }

  /** Row per sample; not to be modified. */
  double[][] actions() {
    return actions;
  }

  int precisionOf(int sample) {
    return precisionOf[sample];
  }

  double weight(int sample) {
    return weights[sample];
  }

  long trajectory(int sample) {
    return trajectories[sample];
  }

  int precisions() {
    return precisions.length;
  }

  /** Λ, m×m; not to be modified. */
  DMatrixRMaj precision(int index) {
    return precisions[index];
  }
}

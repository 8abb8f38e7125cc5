package dev.trammel.controller.dynamics;

import dev.trammel.controller.dynamics.GaussianProcessSettings.PointChoice;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import java.util.SplittableRandom;

/** The steps of fitting a {@link GaussianProcessModel}. */
final class GaussianProcessFit {

  final TransitionFeatures features;

  private final LinearMean linear;
  private final int inputSize;
  private final double[] outputSpreads;
  private final double[][] allFeatures;
  private final double[][] allChanges;

  /**
   * @param angles n; not modified
   */
  GaussianProcessFit(TransitionMemory memory, boolean[] angles) {
    int n = memory.stateSize();
    inputSize = memory.inputSize();
    if (angles.length != n) {
      throw new IllegalArgumentException("angles must tell of each of n = " + n
          + " states whether it is one, had " + angles.length + " entries");
    }
    Require.atLeast(memory.size(), 1, "transitions that a Gaussian process is fitted to");
    double[][] rows = memory.rows();
    for (int i = 0; i < rows.length; i++) {
      Require.finite(rows[i], "remembered transition " + i);
    }
    features = TransitionFeatures.of(rows, angles, inputSize);
    allFeatures = features.evaluate(rows);
    allChanges = changes(rows, n);
    linear = LinearMean.fit(allFeatures, allChanges);
    outputSpreads = new double[n];
  }

  /** x' − x: n rows, a column for each transition. */
  private double[][] changes(double[][] rows, int n) {
    double[][] changes = new double[n][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int o = 0; o < n; o++) {
        changes[o][i] = rows[i][n + inputSize + o] - rows[i][o];
      }
    }
    return changes;
  }

  /** Chooses points, learns hyperparameters from some of them, and weighs them all. */
  GaussianProcessModel run(
      Hyperparameters start, GaussianProcessSettings settings, int iterations, long seed) {
    double[][] scaled = new double[features.size][allFeatures[0].length];
    start.scale(allFeatures, scaled);
    int[] chosen = choose(scaled, settings, seed);
    double[][] z = PointSelection.columns(allFeatures, chosen);
    double[][] targets = PointSelection.columns(allChanges, chosen);
    linear.takeOut(z, targets);
    standardise(targets);

    int few = Math.min(chosen.length, settings.hyperparameterPoints());
    int[] sample = PointSelection.sample(chosen.length, few, new SplittableRandom(seed));
    MarginalLikelihood likelihood = new MarginalLikelihood(
        PointSelection.columns(z, sample), PointSelection.columns(targets, sample));
    Hyperparameters learned = new Hyperparameters(
        features.size, targets.length, new SignSteps(likelihood, start.logs).minimise(iterations));
    return weigh(learned, z, targets);
  }

  private static int[] choose(double[][] scaled, GaussianProcessSettings settings, long seed) {
    int count = scaled[0].length;
    if (settings.choice() == PointChoice.NEWEST || count <= settings.maxPoints()) {
      return PointSelection.choose(scaled, settings.maxPoints());
    }
    return PointSelection.sample(count, settings.maxPoints(), new SplittableRandom(seed));
  }

  private void standardise(double[][] targets) {
    for (int o = 0; o < targets.length; o++) {
      double[] row = targets[o];
      double spread = Math.sqrt(Rows.dot(row, row, 0, row.length) / row.length);
      Require.finite(spread, "spread of the changes of state " + o);
      outputSpreads[o] = spread > 0 ? spread : 1;
      for (int i = 0; i < row.length; i++) {
        row[i] /= outputSpreads[o];
      }
    }
  }

  private GaussianProcessModel weigh(
      Hyperparameters hyperparameters, double[][] z, double[][] targets) {
    double[][] points = new double[features.size][z[0].length];
    hyperparameters.scale(z, points);
    PointCovariances covariances = PointCovariances.of(points, hyperparameters);
    for (int o = 0; o < targets.length; o++) {
      covariances.factors[o].solve(targets[o]);
      double scale = hyperparameters.signalVariance(o) * outputSpreads[o];
      for (int i = 0; i < targets[o].length; i++) {
        targets[o][i] *= scale;
      }
    }
    GaussianProcessParts parts = new GaussianProcessParts(
        features, linear, hyperparameters, points, targets, outputSpreads, inputSize);
    return new GaussianProcessModel(parts, covariances);
  }
}

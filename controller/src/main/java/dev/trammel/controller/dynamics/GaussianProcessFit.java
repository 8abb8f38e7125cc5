package dev.trammel.controller.dynamics;

import dev.trammel.controller.dynamics.GaussianProcessSettings.PointChoice;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import java.util.SplittableRandom;

/** The steps of fitting a {@link GaussianProcessModel}; holds its parts once it has run. */
final class GaussianProcessFit {

  final TransitionFeatures features;
  final LinearMean linear;
  final int inputSize;
  final double[] outputSpreads;
  final double[] noiseVariances;
  final double[][] weights;
  final UpperFactor[] factors;
  Hyperparameters hyperparameters;
  double[][] points;

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
    hyperparameters = Hyperparameters.initial(features.size, n);
    allFeatures = features.evaluate(rows);
    allChanges = changes(rows, n);
    linear = LinearMean.fit(allFeatures, allChanges);
    outputSpreads = new double[n];
    noiseVariances = new double[n];
    weights = new double[n][];
    factors = new UpperFactor[n];
    points = allFeatures;
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
  void run(Hyperparameters start, GaussianProcessSettings settings, int iterations, long seed) {
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
    hyperparameters = new Hyperparameters(
        features.size, targets.length, new SignSteps(likelihood, start.logs).minimise(iterations));
    weigh(z, targets);
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

  private void weigh(double[][] z, double[][] targets) {
    points = new double[features.size][z[0].length];
    hyperparameters.scale(z, points);
    double[][] correlations = correlations();
    for (int o = 0; o < targets.length; o++) {
      double signal = hyperparameters.signalVariance(o);
      factors[o] = new UpperFactor(targets[o].length);
      double diagonal = factorise(
          factors[o],
          correlations,
          signal,
          hyperparameters.noiseVariance(o) + MarginalLikelihood.JITTER * signal);
      noiseVariances[o] = outputSpreads[o] * outputSpreads[o] * diagonal;
      weights[o] = targets[o].clone();
      factors[o].solve(weights[o]);
      for (int i = 0; i < weights[o].length; i++) {
        weights[o][i] *= signal * outputSpreads[o];
      }
    }
  }

  private double[][] correlations() {
    int count = points[0].length;
    double[][] correlations = new double[count][count];
    double[] z = new double[points.length];
    double[] work = new double[count];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < z.length; k++) {
        z[k] = points[k][i];
      }
      SquaredExponential.correlate(points, z, i, work, correlations[i]);
    }
    return correlations;
  }

  /** Of signal · R + diagonal · I; grows the diagonal until that works, and returns it. */
  private static double factorise(
      UpperFactor factor, double[][] correlations, double signal, double least) {
    double diagonal = least;
    boolean done = false;
    while (!done) {
      for (int i = 0; i < factor.size; i++) {
        for (int j = i; j < factor.size; j++) {
          factor.rows[i][j] = signal * correlations[i][j];
        }
        factor.rows[i][i] += diagonal;
      }
      done = factor.factorise();
      diagonal *= done ? 1 : 10;
    }
    return diagonal;
  }
}

package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import java.util.List;

/**
 * What the fit of all steps works with, made once for many batches. {@link #fit} allocates nothing,
 * unless a prior, an eigenvalue floor or an input that did not vary makes it. Not thread-safe.
 */
public final class FitWorkspace {

  private final int steps;
  private final int n;
  private final int m;
  private final int mostSamples;
  private final StepFitter fitter;
  private final StepModel[] models;

  /**
   * Makes room for batches like one.
   *
   * @param like of the same T, n and m as any batch to come, and of at least as many trajectories
   */
  public FitWorkspace(Kernels kernels, FitSettings settings, TrajectoryBatch like) {
    steps = Require.atLeast(like.steps(), 1, "steps of a batch");
    n = like.stateSize();
    m = like.inputSize();
    mostSamples = like.size();
    fitter = new StepFitter(kernels, settings, like);
    models = new StepModel[steps];
    Arrays.setAll(models, t -> fitter.regression.newModel());
  }

  /** Whether there is room for a batch. */
  public boolean fits(TrajectoryBatch batch) {
    return batch.steps() == steps
        && batch.stateSize() == n
        && batch.inputSize() == m
        && batch.size() <= mostSamples;
  }

  /**
   * Fits every step; {@link DynamicsFitter} says what.
   *
   * @param weights as how many trajectories each one counts; not modified
   * @throws IllegalArgumentException if points and prior together do not determine a step
   */
  public void fit(TrajectoryBatch batch, double[] weights, DynamicsPrior prior) {
    if (!fits(batch)) {
      throw new IllegalArgumentException("a workspace of T = " + steps + ", n = " + n + ", m = " + m
          + " and up to " + mostSamples + " trajectories cannot fit a batch of " + batch.steps()
          + ", " + batch.stateSize() + ", " + batch.inputSize() + " and " + batch.size());
    }
    Require.length(weights, batch.size(), "trajectory weights");
    for (double weight : weights) {
      Require.positive(weight, "trajectory weight");
    }
    fitter.begin(batch, weights, prior);
    for (int t = 0; t < steps; t++) {
      fitter.fit(t, models[t]);
    }
  }

  /** What the last fit came to, one per step; overwritten by the next. */
  List<StepModel> models() {
    return List.of(models);
  }

  StepFitter fitter() {
    return fitter;
  }
}

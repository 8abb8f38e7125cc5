package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;

/**
 * How much work a Gaussian process may be.
 *
 * @param maxPoints most transitions that a prediction rests on
 * @param choice which of them, where there are more
 * @param hyperparameterPoints most transitions that hyperparameters are learned from
 * @param firstIterations steps of the search for hyperparameters without a previous model
 * @param laterIterations steps of the search that continues from a previous model
 */
public record GaussianProcessSettings(
    int maxPoints,
    PointChoice choice,
    int hyperparameterPoints,
    int firstIterations,
    int laterIterations) {

  /** Which of many transitions a prediction rests on. */
  public enum PointChoice {
    /** Mostly the newest, and those of the others that are farthest from what was chosen. */
    NEWEST,
    /** All subsets are equally likely. */
    RANDOM
  }

  public GaussianProcessSettings {
    Require.atLeast(maxPoints, 2, "most points of a Gaussian process");
    Require.atLeast(hyperparameterPoints, 2, "points that hyperparameters are learned from");
    Require.atLeast(firstIterations, 1, "iterations of the first search for hyperparameters");
    Require.atLeast(laterIterations, 0, "iterations of a later search for hyperparameters");
  }

  /** 400 points, 200 of them for hyperparameters; 60 steps at first and 15 later. */
  public static GaussianProcessSettings defaults() {
    return new GaussianProcessSettings(400, PointChoice.NEWEST, 200, 60, 15);
  }
}

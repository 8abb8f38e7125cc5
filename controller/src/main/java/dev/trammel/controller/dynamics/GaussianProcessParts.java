package dev.trammel.controller.dynamics;

/**
 * What a Gaussian process was fitted to be; all else follows from it.
 *
 * @param points d rows of M points, divided by √2 and the length scales
 * @param weights n rows of M weights α, in the units of x
 * @param outputSpreads n, by which outputs were divided
 * @param inputSize m
 */
record GaussianProcessParts(
    TransitionFeatures features,
    LinearMean linear,
    Hyperparameters hyperparameters,
    double[][] points,
    double[][] weights,
    double[] outputSpreads,
    int inputSize) {}

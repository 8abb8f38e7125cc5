package dev.trammel.controller.dynamics;

/**
 * What expectation maximisation came to.
 *
 * @param mixture the most likely one that was met
 * @param logLikelihood of all points under it [nat]
 * @param iterations times that clusters were refitted
 * @param converged false if it was stopped by the number of iterations
 */
public record MixtureFit(
    GaussianMixture mixture, double logLikelihood, int iterations, boolean converged) {}

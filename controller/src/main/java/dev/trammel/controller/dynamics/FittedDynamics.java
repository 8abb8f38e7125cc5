package dev.trammel.controller.dynamics;

/**
 * A fitted model and how well it explains the points that it was fitted to.
 *
 * @param model read only
 * @param diagnostics per step
 */
public record FittedDynamics(LinearGaussianDynamics model, FitDiagnostics diagnostics) {}

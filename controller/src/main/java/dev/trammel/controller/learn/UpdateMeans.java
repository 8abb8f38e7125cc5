package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;

/**
 * What updates are carried out with.
 *
 * @param kernels of fits and sweeps
 * @param limits that expected inputs keep to
 */
record UpdateMeans(Kernels kernels, InputLimits limits) {}

package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;

/**
 * A local controller that does better than what acts now, within a KL ball about it.
 *
 * @param situation where it does
 * @param reference what acts now, linearised along its path
 * @param proposal the controller, and where it goes
 */
record Teacher(Situation situation, LinearGaussianController reference, Proposal proposal) {}

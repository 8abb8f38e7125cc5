package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningSettings.BallSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.DualSearchSettings;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.KlBound;

/**
 * What updates are carried out with.
 *
 * @param kernels of fits and sweeps
 * @param limits that expected inputs keep to
 * @param leastDeviations m standard deviations that every controller keeps exploring with
 * @param ball that controllers keep to
 */
record UpdateMeans(
    Kernels kernels, InputLimits limits, double[] leastDeviations, BallSettings ball) {

  /** How the dual variable is searched. */
  DualSearchSettings search() {
    DualSearchSettings usual = DualSearchSettings.defaults();
    return new DualSearchSettings(
        usual.minEta(), usual.maxEta(), usual.tolerance(), ball.entropy());
  }

  /**
   * The bound on an update of a trajectory.
   *
   * @param nats in all
   * @param steps that they are spread over
   */
  KlBound bound(double nats, int steps) {
    return switch (ball.bound()) {
      case TOTAL -> new KlBound.Total(nats);
      case PER_STEP -> new KlBound.PerStep(nats / steps);
    };
  }
}

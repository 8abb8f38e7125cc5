package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Motions of a lever. */
final class LeverMotions {

  private LeverMotions() {}

  /** A constant effort. */
  static Motion push(double effort, int steps, double bound) {
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    Arrays.fill(gains, new DMatrixRMaj(1, 2));
    Arrays.fill(offsets, new DMatrixRMaj(1, 1, true, effort));
    Arrays.fill(covariances, new DMatrixRMaj(1, 1));
    Arrays.fill(states, new DMatrixRMaj(2, 1));
    return new Motion(
        "push",
        Optional.empty(),
        new LinearGaussianController(gains, offsets, covariances, states, offsets),
        steps,
        new double[] {bound});
  }

  /** The same, begun at rest elsewhere [rad]. */
  static Motion from(double angle, Motion motion) {
    EpisodeStart start = new EpisodeStart(new double[] {angle}, new double[1], 0);
    return new Motion(
        motion.name(), Optional.of(start), motion.controller(), motion.steps(), motion.bounds());
  }
}

package dev.trammel.hardware.remote;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Short episodes of a cart-pole, by controllers that were drawn. */
final class Episodes {

  static final int STEPS = 20;

  static final EpisodeStart START =
      new EpisodeStart(new double[] {0.1, 0.2}, new double[] {0.03, -0.02}, 1);

  private static final int N = 4;

  private Episodes() {}

  static Trajectory run(RemotePlant plant, Controller controller) {
    TrajectoryRecorder recorder = new TrajectoryRecorder(STEPS, N, N, 1);
    plant.run(START, controller, STEPS, recorder);
    return recorder.toTrajectory();
  }

  /** Too weak for any limit. */
  static ExploringController exploring(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj[] noise = new DMatrixRMaj[STEPS];
    Arrays.setAll(noise, t -> random(random, 1, 1, 0.3));
    return new ExploringController(linear(random), noise);
  }

  private static LinearGaussianController linear(SplittableRandom random) {
    DMatrixRMaj[] gains = new DMatrixRMaj[STEPS];
    DMatrixRMaj[] offsets = new DMatrixRMaj[STEPS];
    DMatrixRMaj[] covariances = new DMatrixRMaj[STEPS];
    DMatrixRMaj[] states = new DMatrixRMaj[STEPS + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[STEPS];
    Arrays.setAll(gains, t -> random(random, 1, N, 0.5));
    Arrays.setAll(offsets, t -> random(random, 1, 1, 1));
    Arrays.setAll(covariances, t -> CommonOps_DDRM.identity(1));
    Arrays.setAll(states, t -> new DMatrixRMaj(N, 1));
    Arrays.setAll(inputs, t -> new DMatrixRMaj(1, 1));
    return new LinearGaussianController(gains, offsets, covariances, states, inputs);
  }

  private static DMatrixRMaj random(SplittableRandom random, int rows, int columns, double size) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = random.nextDouble(-size, size);
    }
    return matrix;
  }
}

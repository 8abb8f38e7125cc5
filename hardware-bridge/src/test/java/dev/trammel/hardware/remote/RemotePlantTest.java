package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Episodes on an emulated cart-pole, on a broker in memory and on time that the test owns. */
class RemotePlantTest {

  private static final int STEPS = 20;
  private static final EpisodeStart START =
      new EpisodeStart(new double[] {0.1, 0.2}, new double[] {0.03, -0.02}, 1);

  static LinearGaussianController controller(long seed, int n, int m) {
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj[] gains = new DMatrixRMaj[STEPS];
    DMatrixRMaj[] offsets = new DMatrixRMaj[STEPS];
    DMatrixRMaj[] covariances = new DMatrixRMaj[STEPS];
    DMatrixRMaj[] states = new DMatrixRMaj[STEPS + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[STEPS];
    Arrays.setAll(gains, t -> random(random, m, n, 0.5));
    Arrays.setAll(offsets, t -> random(random, m, 1, 1));
    Arrays.setAll(covariances, t -> CommonOps_DDRM.identity(m));
    Arrays.setAll(states, t -> new DMatrixRMaj(n, 1));
    Arrays.setAll(inputs, t -> new DMatrixRMaj(m, 1));
    return new LinearGaussianController(gains, offsets, covariances, states, inputs);
  }

  private static DMatrixRMaj random(SplittableRandom random, int rows, int columns, double size) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = random.nextDouble(-size, size);
    }
    return matrix;
  }

  private static ExploringController exploring(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj[] noise = new DMatrixRMaj[STEPS];
    Arrays.setAll(noise, t -> random(random, 1, 1, 0.3));
    return new ExploringController(controller(seed, 4, 1), noise);
  }

  private static Trajectory run(RemotePlant plant, ExploringController controller) {
    TrajectoryRecorder recorder = new TrajectoryRecorder(STEPS, 4, 4, 1);
    plant.run(START, controller, STEPS, recorder);
    return recorder.toTrajectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEpisodeComesBackAsItsTrajectory(boolean virtualTime) throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", virtualTime, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Trajectory episode = run(plant, exploring(3));

      assertThat(episode.steps()).isEqualTo(STEPS);
    }
  }
}

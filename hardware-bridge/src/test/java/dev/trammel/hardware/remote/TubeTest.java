package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.dynamics.DynamicsFitter;
import dev.trammel.controller.dynamics.DynamicsPrior;
import dev.trammel.controller.dynamics.FitSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.lqr.TubeSettings;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.task.BodyChange;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import dev.trammel.hardware.wire.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** The tube of a controller on an emulated cart-pole: fitted to its episodes there, and uploaded. */
class TubeTest {

  private static final double[] NOISE = {0.001, 0.002, 0.01, 0.02};
  private static final int FITTED = 20;

  /** Shakes the hanging pole, within a tube fitted to episodes with noise. */
  private static LinearGaussianController learned(Bench bench) {
    try (RemotePlant plant = bench.plant()) {
      plant.open();
      LinearGaussianController shaking = shaking(0.04);
      SplittableRandom random = new SplittableRandom(1);
      List<Trajectory> episodes = new ArrayList<>();
      for (int e = 0; e < FITTED; e++) {
        DMatrixRMaj[] noise = new DMatrixRMaj[Episodes.STEPS];
        Arrays.setAll(noise, t -> new DMatrixRMaj(1, 1, true, 0.2 * StandardNormal.draw(random)));
        episodes.add(Episodes.run(plant, new ExploringController(shaking, noise)));
      }
      TrajectoryDistribution expected = TrajectoryDistribution.of(
          Kernels.rows(),
          new DynamicsFitter(Kernels.rows(), FitSettings.defaults())
              .fit(new TrajectoryBatch(episodes), DynamicsPrior.none(4, 1))
              .model(),
          shaking);
      return shaking.within(Optional.of(Tube.about(expected, NOISE, TubeSettings.defaults())));
    }
  }

  private static LinearGaussianController shaking(double variance) {
    int steps = Episodes.STEPS;
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    Arrays.setAll(gains, t -> new DMatrixRMaj(1, 4, true, -1, 0, -1, 0));
    Arrays.setAll(offsets, t -> new DMatrixRMaj(1, 1, true, 5 * StrictMath.sin(0.5 * t)));
    Arrays.setAll(covariances, t -> new DMatrixRMaj(1, 1, true, variance));
    Arrays.setAll(states, t -> new DMatrixRMaj(4, 1));
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(inputs, t -> CommonOps_DDRM.identity(1));
    return new LinearGaussianController(gains, offsets, covariances, states, inputs);
  }

  @Test
  void aRobotAsItWasStaysInsideAndAChangedOneStopsWhereItLeaves() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", true, "")) {
      LinearGaussianController learned = learned(bench);
      try (RemotePlant plant = bench.plant()) {
        plant.open();
        for (int e = 0; e < FITTED; e++) {
          assertThat(Episodes.run(plant, learned).steps()).isEqualTo(Episodes.STEPS);
        }
      }
      bench.change = Optional.of(new BodyChange.Load("cart", 3));
      bench.boot(0xBEEF);
      try (RemotePlant plant = bench.plant()) {
        plant.open();
        TrajectoryRecorder recorder = new TrajectoryRecorder(Episodes.STEPS, 4, 4, 1);
        assertThatThrownBy(() -> plant.run(Episodes.START, learned, Episodes.STEPS, recorder))
            .isInstanceOf(PlantException.class)
            .hasMessageContaining("FAULT TUBE")
            .hasMessageContaining("?tube=off");
        assertThat(bench.device.report().condition().fault()).isEqualTo(Fault.TUBE);
        assertThat(bench.device.report().step()).isLessThan(Episodes.STEPS);
        // what there was of it is told all the same
        assertThat(recorder.hasEnded()).isTrue();
        assertThat(recorder.steps()).isBetween(1, Episodes.STEPS - 1);
      }
    }
  }

  @Test
  void withoutTubesTheSameControllerGoesOnOnAChangedRobot() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", true, "?tube=off")) {
      LinearGaussianController learned = learned(bench);
      bench.change = Optional.of(new BodyChange.Load("cart", 3));
      bench.boot(0xBEEF);
      try (RemotePlant plant = bench.plant()) {
        plant.open();
        assertThat(Episodes.run(plant, learned).steps()).isEqualTo(Episodes.STEPS);
      }
    }
  }
}

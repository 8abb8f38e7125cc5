package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.Task;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** A lever in the simulator, and what moves it. */
final class SimulatedLever {

  private SimulatedLever() {}

  /** With all joints at 0. */
  static SimulatedBench open(Task task, BenchRobot robot) {
    SimulatedBench bench = new SimulatedBench(
        PlantProvider.chosenBy("jbullet"),
        task.plant(),
        robot,
        new EpisodeStart(new double[robot.joints()], new double[robot.joints()], 0));
    bench.open();
    return bench;
  }

  /** The same, begun at rest elsewhere [rad]. */
  static Motion from(double angle, Motion motion) {
    EpisodeStart start = new EpisodeStart(new double[] {angle}, new double[1], 0);
    return new Motion(
        motion.name(), Optional.of(start), motion.controller(), motion.steps(), motion.bounds());
  }

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
}

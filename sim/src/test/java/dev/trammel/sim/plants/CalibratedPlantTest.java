package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.GravityModel;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A simulated body that was calibrated. */
class CalibratedPlantTest {

  private static final double[] STRETCHED = {0.3, 1.2, -0.2, -0.4, 0.1, 0.5, 0.2};

  @Test
  void itMovesAsOneDescribedSo() throws Exception {
    Path file = GoldenMotion.tasks().resolve("pendulum.urdf");
    String text = Files.readString(file);
    RobotModel robot = UrdfReader.read(file);
    String changed = text.replace(
            "damping=\"0.05\" friction=\"0\"", "damping=\"0.07\" friction=\"0.02\"")
        .replace("mass value=\"1\"", "mass value=\"1.3\"");
    RobotModel other = UrdfReader.readMotion(file, changed.getBytes(StandardCharsets.UTF_8));
    CalibrationFile found = CalibrationFile.of(Calibrations.of(robot)
        .with("pivot", Quantity.DAMPING, 0.07)
        .with("pivot", Quantity.DRY_FRICTION, 0.02)
        .with(robot.bodies().get(0).name(), Quantity.MASS, 1.3)
        .build());

    assertThat(swing(CalibrationInForce.applied(found, plain(robot)), 1, 50))
        .isEqualTo(swing(plain(other), 1, 50));
  }

  @Test
  void aMotorGivesItsShareLateAndItsOffset() {
    RobotModel robot = UrdfReader.read(GoldenMotion.tasks().resolve("pendulum.urdf"));
    CalibrationFile found = CalibrationFile.of(Calibrations.of(robot)
        .with("pivot", Quantity.STRENGTH, 0.5)
        .with("pivot", Quantity.EFFORT_OFFSET, 0.25)
        .with("pivot", Quantity.DELAY, Plants.PERIOD)
        .build());
    PlantSettings calibrated = CalibrationInForce.applied(found, plain(robot));

    // late by one period, half of it arrives and a quarter is there anyway
    assertThat(swing(calibrated, 1, 1)).isEqualTo(swing(plain(robot), 0.25, 1));
    double[] afterTwo = swing(calibrated, 1, 2);
    double[] atOnce = swing(plain(robot), 0.75, 2);
    double[] without = swing(plain(robot), 0.25, 2);
    assertThat(afterTwo[1]).isBetween(without[1], atOnce[1]);
  }

  @Test
  void aMotionGoesOnFromItsMidstAsIfItHadNeverStopped() {
    RobotModel robot = UrdfReader.read(GoldenMotion.tasks().resolve("pendulum.urdf"));
    CalibrationFile found = CalibrationFile.of(Calibrations.of(robot)
        .with("pivot", Quantity.DELAY, 2.4 * Plants.PERIOD)
        .with("pivot", Quantity.LAG, 0.3 * Plants.PERIOD)
        .build());
    List<double[]> inputs = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(0);
    for (int t = 0; t < 20; t++) {
      inputs.add(new double[] {random.nextDouble(-1, 1)});
    }
    try (JBulletPlant plant = new JBulletPlant(CalibrationInForce.applied(found, plain(robot)))) {
      plant.open();
      plant.reset(new EpisodeStart(new double[] {0.3}, new double[1], 0));
      double[] midst = after(plant, inputs.subList(0, 10));
      double[] whole = after(plant, inputs.subList(10, 20));
      EpisodeStart there = new EpisodeStart(new double[] {midst[0]}, new double[] {midst[1]}, 0);
      plant.reset(there.after(inputs.subList(0, 10)));
      double[] parts = after(plant, inputs.subList(10, 20));
      plant.reset(there);

      assertThat(parts).containsExactly(whole, within(1e-6));
      assertThat(after(plant, inputs.subList(10, 20))[1]).isNotCloseTo(whole[1], within(1e-3));
    }
  }

  @Test
  void anArmThatKnowsItsMassesHoldsThem() {
    RobotModel robot = UrdfReader.read(GoldenMotion.tasks().resolve("arm7.urdf"));
    Calibrations found = Calibrations.of(robot);
    robot.bodies().forEach(body -> {
      found.with(body.name(), Quantity.MASS, 1.2 * body.inertia().mass());
      found.with(body.joint().name(), Quantity.DELAY, 0.0127);
      found.with(body.joint().name(), Quantity.LAG, 0.004);
    });
    PlantSettings bare = plain(robot);
    PlantSettings compensated = new PlantSettings(
        bare.provider(),
        robot,
        bare.world(),
        bare.period(),
        bare.sensors(),
        bare.actuators(),
        Optional.of(new GravityModel(robot, bare.world().gravity())),
        bare.safeAction());
    PlantSettings calibrated =
        CalibrationInForce.applied(CalibrationFile.of(found.build()), compensated);
    double[] g = new double[7];
    new RigidBodyDynamics(calibrated.robot(), new Vector3(0, 0, -9.81)).gravityForces(STRETCHED, g);

    double[] state = after(calibrated, new double[7], STRETCHED, 10);

    assertThat(g[1]).isNotCloseTo(0, within(10.0));
    for (int i = 0; i < 7; i++) {
      assertThat(state[2 * i]).isCloseTo(STRETCHED[i], within(1e-4));
    }
  }

  private static PlantSettings plain(RobotModel robot) {
    return Plants.settings(robot, SensorErrors.NONE);
  }

  private static double[] swing(PlantSettings settings, double effort, int cycles) {
    return after(settings, new double[] {effort}, new double[1], cycles);
  }

  /** The true state after a constant input. */
  private static double[] after(
      PlantSettings settings, double[] input, double[] start, int cycles) {
    try (JBulletPlant plant = new JBulletPlant(settings)) {
      plant.open();
      plant.reset(new EpisodeStart(start, new double[start.length], 0));
      return after(plant, Collections.nCopies(cycles, input));
    }
  }

  private static double[] after(JBulletPlant plant, List<double[]> inputs) {
    for (double[] input : inputs) {
      Action action = new Action(input.length);
      action.applied.setData(input.clone());
      plant.apply(action);
    }
    DMatrixRMaj state = new DMatrixRMaj(2 * plant.spec().actionSize(), 1);
    plant.truth(state);
    return state.data;
  }
}

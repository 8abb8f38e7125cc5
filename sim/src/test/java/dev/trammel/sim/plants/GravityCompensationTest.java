package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.GravityModel;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.testing.Allocation;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class GravityCompensationTest {

  private static final double[] STRETCHED = {0.3, 1.2, -0.2, -0.4, 0.1, 0.5, 0.2};
  private static final double LIMIT = 1000;

  private final RobotModel robot = arm();
  private final Action action = new Action(7);

  @Test
  void anArmWithoutInputStaysWhereItIs() {
    try (JBulletPlant plant = plant(Optional.of(robot))) {
      DMatrixRMaj state = stateAfter(plant, 20);

      for (int i = 0; i < 7; i++) {
        assertThat(state.get(2 * i)).isCloseTo(STRETCHED[i], within(1e-4));
        assertThat(state.get(2 * i + 1)).isCloseTo(0, within(1e-4));
      }
    }
  }

  @Test
  void withoutItTheArmFalls() {
    try (JBulletPlant plant = plant(Optional.empty())) {
      assertThat(stateAfter(plant, 20).get(2)).isGreaterThan(STRETCHED[1] + 0.3);
    }
  }

  @Test
  void gravityTakesItsPartOfTheEffortLimit() {
    double[] g = new double[7];
    new RigidBodyDynamics(robot, new Vector3(0, 0, -9.81)).gravityForces(STRETCHED, g);
    try (JBulletPlant plant = plant(Optional.of(robot))) {
      reset(plant);
      action.applied.fill(1e9);
      plant.apply(action);

      for (int i = 0; i < 7; i++) {
        double effort = robot.bodies().get(i).joint().effort();
        assertThat(action.applied.get(i)).isCloseTo(effort - g[i], within(1e-3));
      }
      reset(plant);
      action.applied.fill(-1e9);
      plant.apply(action);
      assertThat(action.applied.get(1)).isCloseTo(-320 - g[1], within(1e-3));
    }
  }

  @Test
  void itAllocatesNothing() {
    try (JBulletPlant plant = plant(Optional.of(robot))) {
      reset(plant);

      assertThat(Allocation.bytes(() -> plant.apply(action), 100)).isZero();
    }
  }

  private static RobotModel arm() {
    return UrdfReader.read(GoldenMotion.tasks().resolve("arm7.urdf"));
  }

  private JBulletPlant plant(Optional<RobotModel> compensation) {
    PlantSettings bare = Plants.settings(robot, SensorErrors.NONE);
    JBulletPlant plant = new JBulletPlant(new PlantSettings(
        bare.provider(),
        robot,
        bare.world(),
        bare.period(),
        bare.sensors(),
        IntStream.range(0, 7).mapToObj(i -> new ActuatorSettings(i, LIMIT)).toList(),
        compensation.map(model -> new GravityModel(model, bare.world().gravity())),
        bare.safeAction()));
    plant.open();
    return plant;
  }

  private static void reset(JBulletPlant plant) {
    plant.reset(new EpisodeStart(STRETCHED, new double[7], 0));
  }

  private DMatrixRMaj stateAfter(JBulletPlant plant, int cycles) {
    reset(plant);
    action.applied.zero();
    for (int t = 0; t < cycles; t++) {
      plant.apply(action);
    }
    DMatrixRMaj state = new DMatrixRMaj(14, 1);
    plant.truth(state);
    return state;
  }
}

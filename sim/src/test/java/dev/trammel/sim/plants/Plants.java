package dev.trammel.sim.plants;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import dev.trammel.controller.task.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Plants for tests and what they do. */
final class Plants {

  static final double TIME_STEP = 1e-3;
  static final double PERIOD = 0.05;

  private Plants() {}

  /** A robot with a position and a velocity sensor and an actuator of 50 N·m on every joint. */
  static PlantSettings settings(RobotModel robot, SensorErrors errors) {
    List<SensorSettings> sensors = new ArrayList<>();
    List<ActuatorSettings> actuators = new ArrayList<>();
    for (int i = 0; i < robot.degreesOfFreedom(); i++) {
      sensors.add(new JointSensor(Quantity.POSITION, i, errors));
      sensors.add(new JointSensor(Quantity.VELOCITY, i, errors));
      actuators.add(new ActuatorSettings(i, 50));
    }
    return new PlantSettings(
        "jbullet",
        robot,
        new World(new Vector3(0, 0, -9.81), TIME_STEP),
        PERIOD,
        sensors,
        actuators,
        Optional.empty(),
        new SafeAction.Zero());
  }

  static JBulletPlant arm() {
    SensorErrors errors = new SensorErrors(1e-3, 1e-4, 0.012);
    return new JBulletPlant(settings(GoldenMotion.load("arm7").model(), errors));
  }

  static EpisodeStart armStart(long seed) {
    double[] positions = {0, 0.6, 0, 1.2, 0, 0.8, 0};
    return new EpisodeStart(positions, new double[7], seed);
  }

  /** A 64-bit hash of all readings of an episode of random efforts, from a world of its own. */
  static long armEpisodeHash(long seed) {
    try (JBulletPlant plant = arm()) {
      plant.open();
      return episodeHash(plant, seed);
    }
  }

  static long episodeHash(JBulletPlant plant, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Observation observation = new Observation(plant.spec().observationSize());
    Action action = new Action(plant.spec().actionSize());
    plant.reset(armStart(seed));
    long hash = 0;
    for (int t = 0; t < 40; t++) {
      plant.observe(observation);
      for (double value : observation.values.data) {
        hash = 31 * hash + Double.doubleToRawLongBits(value);
      }
      for (int i = 0; i < action.applied.numRows; i++) {
        action.applied.set(i, 0, random.nextDouble(-20, 20));
      }
      plant.apply(action);
    }
    return hash;
  }
}

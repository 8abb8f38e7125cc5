package dev.trammel.calibration.benchmark;

import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.task.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A body to simulate.
 *
 * @param key for programs
 * @param title for people
 * @param start positions of the joints, at rest [m or rad]
 * @param effort largest effort, as a share of each actuator's limit
 * @param orientation steps of 1 ms per CPU second of earlier simulations in JBullet, for people
 */
record SimBody(
    String key,
    String title,
    PlantSettings settings,
    double[] start,
    double effort,
    String orientation) {

  private static final String CART_POLE = "cartpole-swingup";
  private static final double PERIOD = 0.05;
  private static final double STEP = 0.001;

  static List<SimBody> all() throws IOException {
    Path cartPole = TaskCatalog.shipped().find(CART_POLE);
    Path arm = cartPole.resolveSibling("arm7.urdf");
    return List.of(
        new SimBody(
            "cart_pole",
            "cart-pole",
            TaskReader.read(cartPole).plant(),
            new double[2],
            1,
            "343,000"),
        new SimBody(
            "arm7",
            "7-joint arm",
            armSettings(UrdfReader.read(arm)),
            new double[] {0, 0.6, 0, 1.2, 0, 0.8, 0},
            0.1,
            "94,000 to 144,000"));
  }

  /** All joints sensed and driven. */
  private static PlantSettings armSettings(RobotModel robot) {
    List<SensorSettings> sensors = new ArrayList<>();
    for (Quantity quantity : List.of(Quantity.POSITION, Quantity.VELOCITY)) {
      for (int joint = 0; joint < robot.degreesOfFreedom(); joint++) {
        sensors.add(new JointSensor(quantity, joint, SensorErrors.NONE));
      }
    }
    List<ActuatorSettings> actuators = new ArrayList<>();
    for (int i = 0; i < robot.degreesOfFreedom(); i++) {
      Joint joint = robot.bodies().get(i).joint();
      actuators.add(new ActuatorSettings(i, joint.effort()));
    }
    return new PlantSettings(
        "jbullet",
        robot,
        new World(new Vector3(0, 0, -9.81), STEP),
        PERIOD,
        sensors,
        actuators,
        Optional.empty(),
        new SafeAction.Zero());
  }

  double[] positions() {
    return start.clone();
  }
}

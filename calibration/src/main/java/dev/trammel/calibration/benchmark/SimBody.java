package dev.trammel.calibration.benchmark;

import dev.trammel.controller.plant.Placement;
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
import dev.trammel.controller.task.WorldObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A body to simulate.
 *
 * @param key for programs
 * @param title for people
 * @param start positions of the joints, at rest [m or rad]
 * @param drive what a thread's driver of the body is made of
 * @param orientation steps of 1 ms per CPU second of earlier simulations in JBullet, for people
 */
record SimBody(
    String key,
    String title,
    PlantSettings settings,
    double[] start,
    Supplier<SimDrive> drive,
    String orientation) {

  private static final String CART_POLE = "cartpole-swingup";
  private static final double PERIOD = 0.05;
  private static final double STEP = 0.001;
  private static final double SECONDS = 2;
  private static final Vector3 GRAVITY = new Vector3(0, 0, -9.81);

  static List<SimBody> all() throws IOException {
    Path cartPole = TaskCatalog.shipped().find(CART_POLE);
    Path arm = cartPole.resolveSibling("arm7.urdf");
    return List.of(
        new SimBody(
            "cart_pole",
            "cart-pole",
            TaskReader.read(cartPole).plant(),
            new double[2],
            () -> new RandomEfforts(1),
            "343,000"),
        new SimBody(
            "arm7",
            "7-joint arm",
            armSettings(UrdfReader.read(arm), new World(GRAVITY, STEP), PERIOD),
            new double[] {0, 0.6, 0, 1.2, 0, 0.8, 0},
            () -> new RandomEfforts(0.1),
            "94,000 to 144,000"),
        pegRig(cartPole));
  }

  /** The arm that lowers a peg into a hole, or onto its rim, under control at every step. */
  private static SimBody pegRig(Path besides) throws IOException {
    RobotModel robot = UrdfReader.read(besides.resolveSibling("arm7-peg.urdf"));
    RobotModel hole = UrdfReader.read(besides.resolveSibling("peg-hole-tight.urdf"));
    WorldObject object = new WorldObject(hole, false, Placement.at(PegRigDrive.HOLE, 0, 0, 0));
    World world = new World(GRAVITY, STEP, World.USUAL_FRICTION, List.of(object));
    return new SimBody(
        "peg_rig",
        "peg rig",
        armSettings(robot, world, STEP),
        PegRigDrive.start(),
        () -> new PegRigDrive(robot, GRAVITY),
        "48,000");
  }

  /** All joints sensed and driven. */
  private static PlantSettings armSettings(RobotModel robot, World world, double period) {
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
        world,
        period,
        sensors,
        actuators,
        Optional.empty(),
        new SafeAction.Zero());
  }

  /** Control intervals of an episode. */
  int intervals() {
    return Math.toIntExact(Math.round(SECONDS / settings.period()));
  }

  double[] positions() {
    return start.clone();
  }
}

package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.task.SensorSettings.ContactSensor;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a task: which robot, in which world, sensed and driven how.
 *
 * @param provider name of the plant provider that builds the body
 * @param robot its links and joints
 * @param world what surrounds the robot; its time step divides the period
 * @param period control interval [s]; an input is held over it
 * @param sensors p of them, in the order of the observation and of the state (n = p)
 * @param actuators m of them, in the order of the input
 * @param gravityCompensation the model, if any, by which the robot itself makes up for gravity: to
 *     every input it adds what would hold that model still. The nominal one, even where the body
 *     deviates from it
 * @param safeAction what to apply when no controller can be trusted
 * @param calibration by which robot and sensors are what they are here; nothing where they are as
 *     described
 */
public record PlantSettings(
    String provider,
    RobotModel robot,
    World world,
    double period,
    List<SensorSettings> sensors,
    List<ActuatorSettings> actuators,
    Optional<GravityModel> gravityCompensation,
    SafeAction safeAction,
    Optional<CalibrationInForce> calibration) {

  private static final String[] AXES = {"x", "y", "z"};

  public PlantSettings {
    sensors = List.copyOf(sensors);
    actuators = List.copyOf(actuators);
    Require.positive(period, "period");
    if (physicsSteps(world.timeStep(), period) < 1) {
      throw new IllegalArgumentException(
          "period " + period + " must be a whole multiple of timeStep " + world.timeStep());
    }
    requireNewNames(robot, world);
    requireKnown(robot, sensors, actuators);
    for (SensorSettings sensor : sensors) {
      if (sensor instanceof PointSensor point) {
        place(robot, world, point.link());
      } else if (sensor instanceof ContactSensor contact) {
        place(robot, world, contact.body());
      }
    }
    gravityCompensation.ifPresent(model -> Require.inRange(
        model.robot().degreesOfFreedom(),
        robot.degreesOfFreedom(),
        robot.degreesOfFreedom(),
        "joints of the gravity compensation's model"));
    int driven = actuators.size();
    calibration.ifPresent(
        found -> Require.inRange(found.actuators().size(), driven, driven, "calibrated actuators"));
  }

  /** A body as it is described, without a calibration. */
  public PlantSettings(
      String provider,
      RobotModel robot,
      World world,
      double period,
      List<SensorSettings> sensors,
      List<ActuatorSettings> actuators,
      Optional<GravityModel> gravityCompensation,
      SafeAction safeAction) {
    this(
        provider,
        robot,
        world,
        period,
        sensors,
        actuators,
        gravityCompensation,
        safeAction,
        Optional.empty());
  }

  /** Hash of the calibration that this body is settled by; "none" without one. */
  public String calibrationSha256() {
    return calibration.map(CalibrationInForce::sha256).orElse(CalibrationInForce.NONE);
  }

  /** The same body without its calibration. */
  public PlantSettings described() {
    return calibration
        .map(
            found -> calibrated(Optional.empty(), found.describedRobot(), found.describedSensors()))
        .orElse(this);
  }

  /** The same body, found to be otherwise; where it makes up for gravity, it knows so. */
  PlantSettings calibrated(
      Optional<CalibrationInForce> found, RobotModel newRobot, List<SensorSettings> newSensors) {
    return new PlantSettings(
        provider,
        newRobot,
        world,
        period,
        newSensors,
        actuators,
        gravityCompensation.map(model -> new GravityModel(newRobot, model.gravity())),
        safeAction,
        found);
  }

  /**
   * The same body, whose own computer believes it to be otherwise: where it makes up for gravity, it
   * does so by these links.
   *
   * @param believed with the same joints
   */
  public PlantSettings believing(RobotModel believed) {
    return new PlantSettings(
        provider,
        robot,
        world,
        period,
        sensors,
        actuators,
        gravityCompensation.map(model -> new GravityModel(believed, model.gravity())),
        safeAction,
        calibration);
  }

  /**
   * The same body as it may turn out: what is commanded, sensed and compensated for stays as it was
   * settled for the nominal one.
   *
   * @param newRobot with the same joints and links
   * @param newSensors as many, in the same order
   */
  public PlantSettings varied(
      RobotModel newRobot, World newWorld, List<SensorSettings> newSensors) {
    return new PlantSettings(
        provider,
        newRobot,
        newWorld,
        period,
        newSensors,
        actuators,
        gravityCompensation,
        safeAction,
        calibration);
  }

  /** The links that move and the objects that are free, by name. */
  public List<String> movable() {
    List<String> names = new ArrayList<>();
    robot.frames().forEach((link, frame) -> {
      if (frame.body() >= 0) {
        names.add(link);
      }
    });
    world.objects().stream().filter(WorldObject::free).map(WorldObject::name).forEach(names::add);
    return names;
  }

  /**
   * Where a link or an object of the world is; the objects' bodies count on from the robot's.
   *
   * @throws IllegalArgumentException if there is neither
   */
  public Frame place(String linkOrObject) {
    return place(robot, world, linkOrObject);
  }

  /** The same, built by another provider. */
  public PlantSettings with(String newProvider) {
    return new PlantSettings(
        newProvider,
        robot,
        world,
        period,
        sensors,
        actuators,
        gravityCompensation,
        safeAction,
        calibration);
  }

  /** The same body in other surroundings. */
  public PlantSettings with(World changed) {
    return varied(robot, changed, sensors);
  }

  /** The same body, sensed and brought to rest otherwise. */
  public PlantSettings with(List<SensorSettings> changed, SafeAction rest) {
    return new PlantSettings(
        provider, robot, world, period, changed, actuators, gravityCompensation, rest, calibration);
  }

  /** Physics steps within one period. */
  public int physicsSteps() {
    return physicsSteps(world.timeStep(), period);
  }

  private static Frame place(RobotModel robot, World world, String name) {
    for (int i = 0; i < world.objects().size(); i++) {
      if (world.objects().get(i).name().equals(name)) {
        return new Frame(robot.degreesOfFreedom() + i, Transform.IDENTITY);
      }
    }
    return robot.frame(name);
  }

  private static void requireNewNames(RobotModel robot, World world) {
    for (WorldObject object : world.objects()) {
      if (robot.frames().containsKey(object.name())) {
        throw new IllegalArgumentException("an object must have a name of its own, '"
            + object.name() + "' is a link of robot " + robot.name());
      }
    }
  }

  /** Where each quantity stands in the state. */
  public StateLayout layout() {
    return new StateLayout(robot, sensors);
  }

  /** The body as the control loop sees it. */
  public PlantSpec spec() {
    List<Channel> inputs = new ArrayList<>();
    for (ActuatorSettings actuator : actuators) {
      Joint joint = robot.bodies().get(actuator.joint()).joint();
      String unit = joint.type().rotates() ? "N·m" : "N";
      inputs.add(new Channel(joint.name(), unit, -actuator.limit(), actuator.limit()));
    }
    return new PlantSpec(
        robot.name(), sensors.stream().map(this::channel).toList(), inputs, period, safeAction);
  }

  /** What a sensor of a coordinate of a point is called. */
  static String pointName(String link, int axis, Quantity quantity) {
    return link + " " + AXES[axis] + (quantity == Quantity.VELOCITY ? " velocity" : "");
  }

  private Channel channel(SensorSettings sensor) {
    boolean moving = sensor.quantity() == Quantity.VELOCITY;
    String suffix = moving ? " velocity" : "";
    if (sensor instanceof PointSensor point) {
      return Channel.unlimited(
          pointName(point.link(), point.axis(), point.quantity()), moving ? "m/s" : "m");
    }
    if (sensor instanceof ContactSensor contact) {
      return Channel.unlimited(contact.body() + " force " + AXES[contact.axis()], "N");
    }
    Joint joint = robot.bodies().get(((JointSensor) sensor).joint()).joint();
    String unit = joint.type().rotates() ? "rad" : "m";
    return Channel.unlimited(joint.name() + suffix, moving ? unit + "/s" : unit);
  }

  private static int physicsSteps(double timeStep, double period) {
    long steps = Math.round(period / timeStep);
    return Math.abs(steps * timeStep - period) <= 1e-9 * period ? Math.toIntExact(steps) : 0;
  }

  private static void requireKnown(
      RobotModel robot, List<SensorSettings> sensors, List<ActuatorSettings> actuators) {
    for (SensorSettings sensor : sensors) {
      if (sensor instanceof JointSensor joint) {
        Require.inRange(joint.joint(), 0, robot.degreesOfFreedom() - 1, "a sensor's joint");
      }
    }
    Set<Integer> driven = new HashSet<>();
    for (ActuatorSettings actuator : actuators) {
      Require.inRange(actuator.joint(), 0, robot.degreesOfFreedom() - 1, "an actuator's joint");
      if (!driven.add(actuator.joint())) {
        throw new IllegalArgumentException(
            "a joint must have one actuator, joint " + actuator.joint() + " had two");
      }
    }
  }
}

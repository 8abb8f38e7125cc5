package dev.trammel.controller.task;

import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.SensorSettings.ContactSensor;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the {@code plant} section: world, sensors and actuators of a robot. */
final class PlantReader {

  private static final double LONGEST_PERIOD = 10;

  private final RobotModel robot;
  private final TaskFiles files;
  private final Names names;
  private List<String> objects = List.of();

  /** @param files reads what settings name */
  PlantReader(RobotModel robot, TaskFiles files) {
    this.robot = robot;
    this.files = files;
    names = new Names(robot);
  }

  PlantSettings read(SettingsNode node, SettingsNode periodNode) {
    node.allow(
        "provider",
        "gravity",
        "timeStep",
        "friction",
        "objects",
        "sensors",
        "actuators",
        "gravityCompensation",
        "safeAction",
        "calibration");
    World world = world(node, periodNode);
    objects = world.objects().stream().map(WorldObject::name).toList();
    List<SensorSettings> sensors = sensors(node.child("sensors"));
    List<ActuatorSettings> actuators = actuators(node.child("actuators"));
    node.complaints().doubtNames();
    double period = periodNode.number(1e-4, LONGEST_PERIOD);
    PlantSettings described = new PlantSettings(
        node.child("provider").text(),
        robot,
        world,
        period,
        sensors,
        actuators,
        node.optional("gravityCompensation")
            .filter(SettingsNode::flag)
            .map(on -> new GravityModel(robot, world.gravity())),
        safeAction(node.child("safeAction"), sensors, actuators));
    return node.optional("calibration")
        .filter(file -> !file.text().equals(CalibrationInForce.NONE))
        .flatMap(file -> file.attempt(given -> calibrated(given, described)))
        .orElse(described);
  }

  private PlantSettings calibrated(SettingsNode node, PlantSettings described) {
    CalibrationFile file = files.calibration(node);
    try {
      return CalibrationInForce.applied(file, described);
    } catch (CalibrationException e) {
      throw node.error(
          "cannot be used: " + e.getMessage(), node.came(), "a calibration of this robot");
    }
  }

  private World world(SettingsNode node, SettingsNode periodNode) {
    double period = periodNode.number(1e-4, LONGEST_PERIOD);
    return new World(
        gravity(node.child("gravity")),
        timeStep(node.child("timeStep"), period),
        node.optional("friction").map(SettingsNode::nonNegative).orElse(World.USUAL_FRICTION),
        node.optional("objects")
            .map(list -> new ObjectReader(robot, files::object).read(list))
            .orElse(List.of()));
  }

  private static Vector3 gravity(SettingsNode node) {
    double[] g = node.numbers(3);
    return new Vector3(g[0], g[1], g[2]);
  }

  private static double timeStep(SettingsNode node, double period) {
    double timeStep = node.number(1e-6, period);
    double ratio = period / timeStep;
    if (Math.abs(ratio - Math.rint(ratio)) > 1e-9 * ratio) {
      throw node.error("must divide episode.period", node.came(), period + " over a whole number");
    }
    return timeStep;
  }

  private List<SensorSettings> sensors(SettingsNode list) {
    Set<SensorSettings> seen = new HashSet<>();
    return requireSome(list, list.each(node -> {
      SensorSettings sensor = sensor(node);
      if (!seen.add(withoutErrors(sensor))) {
        throw node.error("must not repeat a sensor", "the same again", "each quantity once");
      }
      return sensor;
    }));
  }

  private SensorSettings sensor(SettingsNode node) {
    if (node.has("point")) {
      node.allow("point", "axis", "measures", "noise", "quantum", "delay");
      String axis = node.child("axis").oneOf("x", "y", "z");
      return new PointSensor(
          quantity(node),
          names.linkOr(node.child("point"), objects),
          axis.charAt(0) - 'x',
          errors(node));
    }
    if (node.has("contact")) {
      node.allow("contact", "axis", "measures", "noise", "quantum", "delay");
      node.child("measures").oneOf("force");
      String axis = node.child("axis").oneOf("x", "y", "z");
      String body = names.linkOr(node.child("contact"), objects);
      return new ContactSensor(body, axis.charAt(0) - 'x', errors(node));
    }
    node.allow("joint", "measures", "noise", "quantum", "delay");
    return new JointSensor(quantity(node), names.joint(node.child("joint")), errors(node));
  }

  private static Quantity quantity(SettingsNode node) {
    return node.child("measures").oneOf("position", "velocity").equals("position")
        ? Quantity.POSITION
        : Quantity.VELOCITY;
  }

  private static SensorErrors errors(SettingsNode node) {
    return new SensorErrors(
        nonNegative(node, "noise"), nonNegative(node, "quantum"), nonNegative(node, "delay"));
  }

  private static double nonNegative(SettingsNode node, String key) {
    return node.optional(key).map(SettingsNode::nonNegative).orElse(0.0);
  }

  private static SensorSettings withoutErrors(SensorSettings sensor) {
    if (sensor instanceof PointSensor point) {
      return new PointSensor(point.quantity(), point.link(), point.axis(), SensorErrors.NONE);
    }
    if (sensor instanceof ContactSensor contact) {
      return new ContactSensor(contact.body(), contact.axis(), SensorErrors.NONE);
    }
    return new JointSensor(sensor.quantity(), ((JointSensor) sensor).joint(), SensorErrors.NONE);
  }

  private List<ActuatorSettings> actuators(SettingsNode list) {
    Set<Integer> driven = new HashSet<>();
    return requireSome(list, list.each(node -> {
      node.allow("joint", "limit");
      int joint = names.joint(node.child("joint"));
      if (!driven.add(joint)) {
        throw node.error("must not repeat a joint", "the same again", "one actuator per joint");
      }
      return new ActuatorSettings(joint, limit(node, joint));
    }));
  }

  private double limit(SettingsNode node, int joint) {
    double effort = robot.bodies().get(joint).joint().effort();
    if (!node.has("limit") && effort > 0 && Double.isFinite(effort)) {
      return effort;
    }
    return node.child("limit").positive();
  }

  private SafeAction safeAction(
      SettingsNode node, List<SensorSettings> sensors, List<ActuatorSettings> actuators) {
    if (!node.isMapping()) {
      node.oneOf("zero");
      return new SafeAction.Zero();
    }
    SettingsNode damping = node.allow("damping").child("damping");
    double[] gains = names.perActuator(damping, actuators);
    List<Double> gainList = new ArrayList<>();
    List<Integer> rates = new ArrayList<>();
    StateLayout layout = new StateLayout(robot, sensors);
    for (int i = 0; i < gains.length; i++) {
      int joint = actuators.get(i).joint();
      if (layout.velocity(joint) == StateLayout.ABSENT) {
        throw damping.error(
            "needs a velocity sensor on each driven joint",
            "none on '" + robot.bodies().get(joint).joint().name() + "'",
            "a sensor that measures its velocity");
      }
      gainList.add(gains[i]);
      rates.add(layout.velocity(joint));
    }
    return new SafeAction.Damping(gainList, rates);
  }

  private static <T> List<T> requireSome(SettingsNode list, List<T> items) {
    if (items.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one entry");
    }
    return items;
  }
}

package dev.trammel.hardware.emulated;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.device.DeviceSettings;
import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Request;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * An emulated robot for a task: what the device says of itself, and its body.
 *
 * @param settings of the device's core
 * @param body to drive
 */
public record EmulatedRobot(DeviceSettings settings, RobotBody body) {

  private static final int HORIZON_STEPS = 200;

  /** An input may go from nothing to its bound in this time [s]. */
  private static final double RISE = 0.01;

  /**
   * A description's speed is what a joint is made for, and what a planner keeps to; learners that try
   * things out go beyond it now and then. The device stops for what is so many times as fast.
   */
  private static final double OVER_SPEED = 2;

  /** A rate is at rest below this, or below so many deviations of its sensor's noise. */
  private static final double REST = 0.02;

  private static final double REST_NOISE = 5;

  /**
   * Which of them.
   *
   * @param device its name
   * @param boot drawn anew at each start
   * @param hiddenSeed of what nobody is told of the body; 0 for the task's own robot
   * @param virtualTime whether time passes by GRANT alone
   */
  public record Choice(String device, int boot, long hiddenSeed, boolean virtualTime) {}

  /**
   * Builds the robot of a task.
   *
   * @throws dev.trammel.controller.linalg.UsageException if the task needs what it does not have
   */
  public static EmulatedRobot of(Task task, Choice choice) {
    PlantSettings plant = task.plant();
    if (!plant.world().objects().isEmpty()) {
      throw new UsageException("an emulated device has no objects beside the robot, task "
          + task.name() + " has " + plant.world().objects().get(0).name());
    }
    FeatureReader features = new FeatureReader(task);
    Effects[] effects = Effects.of(plant.robot().degreesOfFreedom(), choice.hiddenSeed());
    double[] start = task.conditions().get(0).positions();
    EmulatedBody body = new EmulatedBody(plant, effects, features, start, choice.hiddenSeed());
    Birth birth = new Birth(
        Frame.MINOR,
        new Birth.Identity(choice.device(), choice.boot(), "trammel", true, choice.virtualTime()),
        robot(plant, features),
        new Birth.Offer(
            EnumSet.of(Activity.EPISODE, Activity.POLICY, Activity.STREAM, Activity.HORIZON),
            EnumSet.allOf(MoveWay.class),
            most(plant.spec())));
    return new EmulatedRobot(
        new DeviceSettings(birth, restRates(plant), acceleration(plant)), body);
  }

  private static Birth.Most most(PlantSpec spec) {
    int fitting = Request.Horizon.mostSteps(spec.observationSize(), spec.actionSize());
    return new Birth.Most(10_000, 16_000_000, 16_384, Math.min(HORIZON_STEPS, fitting));
  }

  private static Birth.Robot robot(PlantSettings plant, FeatureReader features) {
    PlantSpec spec = bounded(plant);
    List<String> joints =
        plant.robot().bodies().stream().map(body -> body.joint().name()).toList();
    List<String> servo = spec.actuators().stream().map(Channel::name).toList();
    List<Double> inputRates =
        spec.actuators().stream().map(actuator -> actuator.upper() / RISE).toList();
    return new Birth.Robot(
        spec, sensorRates(plant), inputRates, features.quantities(), joints, servo, "none");
  }

  /** With the bounds of the joints, which a task leaves to the robot. */
  private static PlantSpec bounded(PlantSettings plant) {
    PlantSpec spec = plant.spec();
    List<Channel> sensors = new ArrayList<>();
    for (int i = 0; i < spec.observationSize(); i++) {
      Channel sensor = spec.sensors().get(i);
      if (plant.sensors().get(i) instanceof JointSensor measured) {
        Joint joint = plant.robot().bodies().get(measured.joint()).joint();
        boolean isRate = measured.quantity() == Quantity.VELOCITY;
        boolean endless = joint.type() == JointType.CONTINUOUS;
        double lower = isRate ? -speed(joint) : endless ? Double.NEGATIVE_INFINITY : joint.lower();
        double upper = isRate ? speed(joint) : endless ? Double.POSITIVE_INFINITY : joint.upper();
        sensor = new Channel(sensor.name(), sensor.unit(), lower, upper);
      }
      sensors.add(sensor);
    }
    return new PlantSpec(spec.name(), sensors, spec.actuators(), spec.period(), spec.safeAction());
  }

  private static double speed(Joint joint) {
    return joint.velocity() > 0 ? OVER_SPEED * joint.velocity() : Double.POSITIVE_INFINITY;
  }

  /** A joint's velocity is the rate of its position, where both are measured. */
  private static List<String> sensorRates(PlantSettings plant) {
    List<String> names = plant.spec().sensors().stream().map(Channel::name).toList();
    List<String> rates = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      SensorSettings sensor = plant.sensors().get(i);
      boolean isPlace = sensor instanceof JointSensor && sensor.quantity() == Quantity.POSITION;
      int rate = isPlace ? plant.layout().velocity(((JointSensor) sensor).joint()) : -1;
      rates.add(rate < 0 ? "" : names.get(rate));
    }
    return rates;
  }

  private static List<Double> restRates(PlantSettings plant) {
    return plant.sensors().stream()
        .map(sensor -> Math.max(REST, REST_NOISE * sensor.errors().noise()))
        .toList();
  }

  private static List<Double> acceleration(PlantSettings plant) {
    double[] inertia = Mechanism.inertia(plant.robot(), plant.world().gravity());
    return plant.actuators().stream()
        .map(actuator -> actuator.limit() / inertia[actuator.joint()])
        .toList();
  }
}

package dev.trammel.hardware.emulated;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.task.EncoderCorrection;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.device.DeviceSettings;
import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.Truth;
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
 * @param watchdog how late it lets leases run out
 */
public record EmulatedRobot(DeviceSettings settings, RobotBody body, Watchdog watchdog) {

  /** With a watchdog that is in time. */
  public EmulatedRobot(DeviceSettings settings, RobotBody body) {
    this(settings, body, Watchdog.PUNCTUAL);
  }

  private static final int HORIZON_STEPS = 200;

  /** An input may go from nothing to its bound in this time [s]. */
  private static final double RISE = 0.01;

  /**
   * A description's speed is what a joint is made for, and what a planner keeps to; learners that try
   * things out go beyond it now and then. The device stops for what is so many times as fast.
   */
  private static final double OVER_SPEED = 2;

  /** Share of its range by which a reading may go beyond the stops' where a joint is to meet them. */
  private static final double BEYOND_STOPS = 0.05;

  /** A rate is at rest below this, or below so many deviations of its sensor's noise. */
  private static final double REST = 0.02;

  private static final double REST_NOISE = 5;

  /**
   * Which of them.
   *
   * @param device its name
   * @param boot drawn anew at each start
   * @param hidden what nobody is told of the body
   * @param virtualTime whether time passes by GRANT alone
   */
  public record Choice(String device, int boot, Hidden hidden, boolean virtualTime) {

    /** With a bit of everything hidden, drawn by a seed; 0 for the task's own robot. */
    public Choice(String device, int boot, long hiddenSeed, boolean virtualTime) {
      this(device, boot, Hidden.usual(hiddenSeed), virtualTime);
    }
  }

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
    PlantSettings described = plant.described();
    Truth truth = choice.hidden().truth(described.robot(), described.world().gravity());
    double[] start = task.conditions().get(0).positions();
    EmulatedBody body = new EmulatedBody(plant, truth, features, start);
    Birth birth = new Birth(
        Frame.MINOR,
        new Birth.Identity(choice.device(), choice.boot(), "trammel", true, choice.virtualTime()),
        robot(plant, features, choice.hidden()),
        new Birth.Offer(
            EnumSet.of(Activity.EPISODE, Activity.POLICY, Activity.STREAM, Activity.HORIZON),
            EnumSet.allOf(MoveWay.class),
            most(plant.spec())));
    return new EmulatedRobot(
        new DeviceSettings(birth, restRates(plant), acceleration(plant)),
        body,
        Watchdog.of(truth.flaws()));
  }

  private static Birth.Most most(PlantSpec spec) {
    int fitting = Request.Horizon.mostSteps(spec.observationSize(), spec.actionSize());
    return new Birth.Most(10_000, 16_000_000, 16_384, Math.min(HORIZON_STEPS, fitting));
  }

  private static Birth.Robot robot(PlantSettings plant, FeatureReader features, Hidden hidden) {
    PlantSpec spec = bounded(plant, hidden);
    List<String> joints =
        plant.robot().bodies().stream().map(body -> body.joint().name()).toList();
    List<String> servo = spec.actuators().stream().map(Channel::name).toList();
    List<Double> inputRates =
        spec.actuators().stream().map(actuator -> actuator.upper() / RISE).toList();
    return new Birth.Robot(
        spec,
        sensorRates(plant),
        inputRates,
        features.quantities(),
        joints,
        servo,
        plant.calibrationSha256());
  }

  /** With the bounds of the joints, which a task leaves to the robot. */
  private static PlantSpec bounded(PlantSettings plant, Hidden hidden) {
    PlantSpec spec = plant.spec();
    List<Channel> sensors = new ArrayList<>();
    for (int i = 0; i < spec.observationSize(); i++) {
      Channel sensor = spec.sensors().get(i);
      if (plant.sensors().get(i) instanceof JointSensor measured) {
        Joint joint = plant.robot().bodies().get(measured.joint()).joint();
        boolean isRate = measured.quantity() == Quantity.VELOCITY;
        boolean isCorrected = isCorrected(plant, measured.joint());
        Hidden unknown = isCorrected ? Hidden.described() : hidden;
        double beyond = hidden.isOnBench() ? BEYOND_STOPS * (joint.upper() - joint.lower()) : 0;
        sensor =
            isRate ? ofRate(sensor, joint, unknown) : ofPosition(sensor, joint, unknown, beyond);
      }
      sensors.add(sensor);
    }
    return new PlantSpec(spec.name(), sensors, spec.actuators(), spec.period(), spec.safeAction());
  }

  private static boolean isCorrected(PlantSettings plant, int joint) {
    return plant
        .calibration()
        .filter(found -> !found.encoders().get(joint).equals(EncoderCorrection.NONE))
        .isPresent();
  }

  private static Channel ofRate(Channel sensor, Joint joint, Hidden hidden) {
    double most = hidden.mostGear() * speed(joint);
    return new Channel(sensor.name(), sensor.unit(), -most, most);
  }

  /**
   * A robot that nobody knows is on a bench, and lets its joints meet their stops; one whose encoders
   * may read anything bounds them where the joint has met its stops before, whatever they are.
   */
  private static Channel ofPosition(Channel sensor, Joint joint, Hidden hidden, double beyond) {
    if (joint.type() == JointType.CONTINUOUS) {
      return new Channel(
          sensor.name(), sensor.unit(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    if (!hidden.mayReadOtherwise()) {
      return new Channel(
          sensor.name(), sensor.unit(), joint.lower() - beyond, joint.upper() + beyond);
    }
    double most = hidden.mostGear() * Math.max(joint.upper(), -joint.lower());
    double wide = most + hidden.mostOffset() + beyond;
    return new Channel(sensor.name(), sensor.unit(), -wide, wide);
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

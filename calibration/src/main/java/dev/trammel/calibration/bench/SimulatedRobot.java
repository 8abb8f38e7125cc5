package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.ArrayList;
import java.util.List;

/** What a robot would say of itself that is just as its task describes it. */
public final class SimulatedRobot {

  /** An input may go from nothing to its bound in this time [s]. */
  private static final double RISE = 0.01;

  /** It stops for what is so many times as fast as its description says. */
  private static final double OVER_SPEED = 2;

  private static final int LONGEST_NAME = 32;

  /** As many as an emulated robot takes in one motion. */
  static final int MOST_STEPS = 10_000;

  /** Of its range: a joint may go so far beyond its end stops, as on a bench, where it meets them. */
  private static final double BEYOND_STOPS = 0.05;

  private SimulatedRobot() {}

  /** The nameplate of a task's robot in the simulator. */
  public static Nameplate nameplate(PlantSettings settings) {
    PlantSpec spec = bounded(settings);
    return new Nameplate(
        device(settings.robot().name()),
        "0",
        "simulator " + settings.provider(),
        true,
        true,
        spec,
        spec.actuators().stream()
            .mapToDouble(actuator -> actuator.upper() / RISE)
            .toArray(),
        settings.robot().bodies().stream().map(body -> body.joint().name()).toList(),
        Nameplate.UNCALIBRATED,
        MOST_STEPS);
  }

  /** A description may be called anything; a device's name is also a folder's and a topic's. */
  private static String device(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]+", "-");
    return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
  }

  /** With bounds about those of the joints, which a task leaves to the robot. */
  private static PlantSpec bounded(PlantSettings settings) {
    PlantSpec spec = settings.spec();
    List<Channel> sensors = new ArrayList<>();
    for (int i = 0; i < spec.observationSize(); i++) {
      SensorSettings sensor = settings.sensors().get(i);
      Channel channel = spec.sensors().get(i);
      sensors.add(
          sensor instanceof JointSensor measured
              ? bounded(
                  channel,
                  settings.robot().bodies().get(measured.joint()).joint(),
                  measured.quantity())
              : channel);
    }
    return new PlantSpec(spec.name(), sensors, spec.actuators(), spec.period(), spec.safeAction());
  }

  private static Channel bounded(Channel channel, Joint joint, Quantity quantity) {
    if (quantity == Quantity.VELOCITY) {
      double most = joint.velocity() > 0 ? OVER_SPEED * joint.velocity() : Double.POSITIVE_INFINITY;
      return new Channel(channel.name(), channel.unit(), -most, most);
    }
    double beyond = BEYOND_STOPS * (joint.upper() - joint.lower());
    return joint.type() == JointType.CONTINUOUS
        ? channel
        : new Channel(
            channel.name(), channel.unit(), joint.lower() - beyond, joint.upper() + beyond);
  }
}

package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import java.util.Map;
import java.util.TreeMap;

/** What a simulator has of a robot of which nothing is known but its description. */
final class DescribedValues {

  private final Map<Parameter, Estimate> values = new TreeMap<>();

  private DescribedValues() {}

  static Map<Parameter, Estimate> of(PlantSettings described) {
    DescribedValues all = new DescribedValues();
    for (Body body : described.robot().bodies()) {
      all.joint(body.joint());
      all.link(body.name(), body.inertia());
    }
    for (SensorSettings sensor : described.sensors()) {
      if (sensor instanceof JointSensor measured) {
        all.sensor(
            measured, described.robot().bodies().get(measured.joint()).joint().name());
      }
    }
    return all.values;
  }

  private void joint(Joint joint) {
    String name = joint.name();
    put(name, Quantity.SIGN, 1);
    put(name, Quantity.GEAR, 1);
    put(name, Quantity.OFFSET, 0);
    put(name, Quantity.ECCENTRICITY, 0);
    put(name, Quantity.STRENGTH, 1);
    put(name, Quantity.EFFORT_OFFSET, 0);
    put(name, Quantity.DRY_FRICTION, joint.friction());
    put(name, Quantity.DAMPING, joint.damping());
    put(name, Quantity.DELAY, 0);
    put(name, Quantity.LAG, 0);
  }

  private void link(String name, Inertia inertia) {
    Vector3 c = inertia.centre();
    Matrix3 I = inertia.rotational();
    put(name, Quantity.MASS, inertia.mass());
    put(name, Quantity.CENTRE_X, c.x());
    put(name, Quantity.CENTRE_Y, c.y());
    put(name, Quantity.CENTRE_Z, c.z());
    put(name, Quantity.INERTIA_XX, I.xx());
    put(name, Quantity.INERTIA_YY, I.yy());
    put(name, Quantity.INERTIA_ZZ, I.zz());
    put(name, Quantity.INERTIA_XY, I.xy());
    put(name, Quantity.INERTIA_XZ, I.xz());
    put(name, Quantity.INERTIA_YZ, I.yz());
  }

  private void sensor(JointSensor sensor, String joint) {
    boolean isPosition = sensor.quantity() == SensorSettings.Quantity.POSITION;
    put(
        joint,
        isPosition ? Quantity.POSITION_NOISE : Quantity.VELOCITY_NOISE,
        sensor.errors().noise());
    if (isPosition) {
      put(joint, Quantity.QUANTUM, sensor.errors().quantum());
    }
  }

  private void put(String part, Quantity quantity, double value) {
    values.put(
        new Parameter(part, quantity), new Estimate(value, value, value, 1, "described", true));
  }
}

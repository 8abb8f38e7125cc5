package dev.trammel.hardware.hidden;

import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a bench should find of a robot, by parameter: for who judges the bench, and nobody else. */
public final class TruthTable {

  private final PlantSettings described;
  private final Truth truth;
  private final SortedMap<Parameter, Double> values = new TreeMap<>();

  private TruthTable(PlantSettings described, Truth truth) {
    this.described = described;
    this.truth = truth;
  }

  /** All that a calibration can say of the robot. */
  public static SortedMap<Parameter, Double> of(PlantSettings described, Truth truth) {
    TruthTable table = new TruthTable(described, truth);
    for (int i = 0; i < truth.joints().size(); i++) {
      table.addJoint(i);
      table.addLink(i);
    }
    described.actuators().forEach(actuator -> table.addMotor(actuator.joint()));
    described.sensors().forEach(table::addSensor);
    return table.values;
  }

  private void addJoint(int i) {
    String name = described.robot().bodies().get(i).joint().name();
    EncoderEffects encoder = truth.joints().get(i).encoder();
    put(name, Quantity.SIGN, encoder.sign());
    put(name, Quantity.GEAR, encoder.gear());
    put(name, Quantity.OFFSET, encoder.offset());
    put(name, Quantity.ECCENTRICITY, encoder.eccentricity());
    FrictionEffects friction = truth.joints().get(i).friction();
    put(name, Quantity.DRY_FRICTION, friction.dry());
    put(name, Quantity.FRICTION_ASYMMETRY, friction.asymmetry());
    put(name, Quantity.BREAKAWAY, friction.dry() * (1 + friction.stribeck()));
    put(name, Quantity.DAMPING, friction.damping());
  }

  private void addMotor(int i) {
    String name = described.robot().bodies().get(i).joint().name();
    MotorEffects motor = truth.joints().get(i).motor();
    put(name, Quantity.STRENGTH, motor.strength());
    put(name, Quantity.EFFORT_OFFSET, motor.offset());
    put(name, Quantity.DELAY, motor.delay());
    put(name, Quantity.LAG, motor.lag());
    put(name, Quantity.BACKLASH, motor.backlash());
  }

  private void addSensor(SensorSettings sensor) {
    if (sensor instanceof JointSensor measured) {
      String name = described.robot().bodies().get(measured.joint()).joint().name();
      double noise = SensorTruth.noise(sensor, truth);
      if (measured.quantity() == SensorSettings.Quantity.VELOCITY) {
        put(name, Quantity.VELOCITY_NOISE, noise);
      } else {
        NoiseEffects drift = truth.joints().get(measured.joint()).noise();
        put(name, Quantity.POSITION_NOISE, noise);
        put(name, Quantity.BIAS_INSTABILITY, drift.bias());
        put(name, Quantity.RANDOM_WALK, drift.walk());
        put(name, Quantity.QUANTUM, SensorTruth.quantum(described, sensor, truth));
      }
    }
  }

  private void addLink(int i) {
    Body body = described.robot().bodies().get(i);
    Inertia real = truth.joints().get(i).link().of(body.inertia());
    put(body.name(), Quantity.MASS, real.mass());
    put(body.name(), Quantity.CENTRE_X, real.centre().x());
    put(body.name(), Quantity.CENTRE_Y, real.centre().y());
    put(body.name(), Quantity.CENTRE_Z, real.centre().z());
    Matrix3 I = real.rotational();
    put(body.name(), Quantity.INERTIA_XX, I.xx());
    put(body.name(), Quantity.INERTIA_YY, I.yy());
    put(body.name(), Quantity.INERTIA_ZZ, I.zz());
    put(body.name(), Quantity.INERTIA_XY, I.xy());
    put(body.name(), Quantity.INERTIA_XZ, I.xz());
    put(body.name(), Quantity.INERTIA_YZ, I.yz());
  }

  private void put(String part, Quantity quantity, double value) {
    values.put(new Parameter(part, quantity), value);
  }
}

package dev.trammel.hardware.emulated;

import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.ContactSensor;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The sensors: the true values, as old as the task says, with its noise, in steps of the task's
 * quantum or, where it has none, of an encoder's resolution.
 */
final class Gauges {

  /** Of encoders: 2¹⁸ lines per turn, and a hundredth of a millimetre. */
  static final double RADIANS = 2 * Math.PI / (1 << 18);

  static final double METRES = 1e-5;

  private final List<SensorSettings> sensors;
  private final double[] quantum;
  private final Frame[] frames;
  private final Kinematics kinematics;
  private final SplittableRandom random;
  private final double[] vector = new double[3];

  /** True values of the last milliseconds, a ring of rows; as long as the oldest reading needs. */
  private final double[][] past;

  private int newest;

  Gauges(PlantSettings settings, long seed) {
    sensors = settings.sensors();
    kinematics = new Kinematics(settings.robot());
    random = new SplittableRandom(seed);
    quantum = new double[sensors.size()];
    List<Frame> places = new ArrayList<>();
    double oldest = 0;
    for (int i = 0; i < quantum.length; i++) {
      SensorSettings sensor = sensors.get(i);
      quantum[i] = quantum(settings, sensor);
      oldest = Math.max(oldest, sensor.errors().delay());
      places.add(frame(settings, sensor));
    }
    frames = places.toArray(new Frame[0]);
    past = new double[(int) Math.round(oldest * 1000) + 1][quantum.length];
  }

  private static double quantum(PlantSettings settings, SensorSettings sensor) {
    if (sensor.errors().quantum() > 0 || !(sensor instanceof JointSensor joint)) {
      return sensor.errors().quantum();
    }
    boolean turns = settings.robot().bodies().get(joint.joint()).joint().type().rotates();
    return joint.quantity() == Quantity.VELOCITY ? 0 : turns ? RADIANS : METRES;
  }

  private static Frame frame(PlantSettings settings, SensorSettings sensor) {
    if (sensor instanceof ContactSensor contact) {
      throw new UsageException("an emulated device feels no contacts, the task has a sensor of"
          + " the force on " + contact.body());
    }
    if (sensor instanceof PointSensor point) {
      return settings.robot().frame(point.link());
    }
    return new Frame(((JointSensor) sensor).joint(), Transform.IDENTITY);
  }

  /** The robot is somewhere else: what was measured before is forgotten. */
  void reset(double[] q, double[] qd) {
    for (int i = 0; i < past.length; i++) {
      note(q, qd);
    }
  }

  /** Takes note of where the robot is; once a millisecond. */
  void note(double[] q, double[] qd) {
    newest = (newest + 1) % past.length;
    kinematics.update(q, qd);
    for (int i = 0; i < quantum.length; i++) {
      past[newest][i] = truth(i, q, qd);
    }
  }

  private double truth(int i, double[] q, double[] qd) {
    SensorSettings sensor = sensors.get(i);
    boolean isPlace = sensor.quantity() == Quantity.POSITION;
    if (sensor instanceof PointSensor point) {
      if (isPlace) {
        kinematics.position(frames[i], vector);
      } else {
        kinematics.velocity(frames[i], vector);
      }
      return vector[point.axis()];
    }
    int joint = frames[i].body();
    return isPlace ? q[joint] : qd[joint];
  }

  /**
   * Reads all.
   *
   * @param out p; modified
   */
  void read(double[] out) {
    for (int i = 0; i < out.length; i++) {
      SensorErrors errors = sensors.get(i).errors();
      int age = (int) Math.round(errors.delay() * 1000);
      double value = past[(newest - age + past.length) % past.length][i];
      value += errors.noise() * StandardNormal.draw(random);
      out[i] = quantum[i] > 0 ? quantum[i] * Math.rint(value / quantum[i]) : value;
    }
  }
}

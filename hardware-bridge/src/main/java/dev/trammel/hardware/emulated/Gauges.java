package dev.trammel.hardware.emulated;

import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.task.EncoderCorrection;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.ContactSensor;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import dev.trammel.hardware.hidden.SensorTruth;
import dev.trammel.hardware.hidden.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The sensors: what encoders read and where points truly are, as old as the task says, with its
 * noise, in steps of the task's quantum or, where it has none, of an encoder's resolution.
 */
final class Gauges {

  private final List<SensorSettings> sensors;
  private final double[] quantum;
  private final double[] noise;
  private final Encoder[] encoders;
  private final Frame[] frames;
  private final Kinematics kinematics;
  private final SplittableRandom random;
  private final double[] vector = new double[3];

  /** True values of the last milliseconds, a ring of rows; as long as the oldest reading needs. */
  private final double[][] past;

  private int newest;

  /**
   * @param settings of the robot as it is described
   * @param corrections one per joint
   */
  Gauges(PlantSettings settings, Truth truth, List<EncoderCorrection> corrections) {
    sensors = settings.sensors();
    kinematics = new Kinematics(settings.robot());
    random = new SplittableRandom(truth.seed());
    quantum = new double[sensors.size()];
    noise = new double[sensors.size()];
    encoders = new Encoder[truth.joints().size()];
    List<Frame> places = new ArrayList<>();
    double oldest = 0;
    for (int i = 0; i < quantum.length; i++) {
      SensorSettings sensor = sensors.get(i);
      quantum[i] = SensorTruth.quantum(settings, sensor, truth);
      noise[i] = SensorTruth.noise(sensor, truth);
      oldest = Math.max(oldest, sensor.errors().delay());
      places.add(frame(settings, sensor));
    }
    frames = places.toArray(new Frame[0]);
    past = new double[(int) Math.round(oldest * 1000) + 1][quantum.length];
    for (int joint = 0; joint < encoders.length; joint++) {
      encoders[joint] = new Encoder(
          truth, joint, corrections.get(joint), SensorTruth.count(settings, joint, truth));
    }
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
    for (int joint = 0; joint < encoders.length; joint++) {
      encoders[joint].place(q[joint], qd[joint]);
    }
    for (int i = 0; i < past.length; i++) {
      remember(q, qd);
    }
  }

  /** Takes note of where the robot is; once a millisecond. */
  void note(double[] q, double[] qd) {
    for (int joint = 0; joint < encoders.length; joint++) {
      encoders[joint].note(q[joint], qd[joint]);
    }
    remember(q, qd);
  }

  /**
   * Where the robot's own computer takes the joints to be.
   *
   * @param q n, where they are; not modified
   * @param out n; modified
   */
  void believe(double[] q, double[] out) {
    for (int joint = 0; joint < encoders.length; joint++) {
      out[joint] = encoders[joint].believed(q[joint]);
    }
  }

  private void remember(double[] q, double[] qd) {
    newest = (newest + 1) % past.length;
    kinematics.update(q, qd);
    for (int i = 0; i < quantum.length; i++) {
      past[newest][i] = seen(i);
    }
  }

  private double seen(int i) {
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
    Encoder encoder = encoders[frames[i].body()];
    return isPlace ? encoder.position() : encoder.rate();
  }

  /**
   * Reads all.
   *
   * @param out p; modified
   */
  void read(double[] out) {
    for (int i = 0; i < out.length; i++) {
      int age = (int) Math.round(sensors.get(i).errors().delay() * 1000);
      double value = past[(newest - age + past.length) % past.length][i];
      value += noise[i] * StandardNormal.draw(random);
      double counted = quantum[i] > 0 ? quantum[i] * Math.rint(value / quantum[i]) : value;
      out[i] = corrected(i, counted);
    }
  }

  private double corrected(int i, double value) {
    if (!(sensors.get(i) instanceof JointSensor measured)) {
      return value;
    }
    Encoder encoder = encoders[measured.joint()];
    EncoderCorrection correction = encoder.correction();
    boolean isPlace = measured.quantity() == Quantity.POSITION;
    return isPlace ? correction.position(encoder.saturated(value)) : correction.rate(value);
  }
}

package dev.trammel.controller.task;

import dev.trammel.controller.calibration.CalibratedRobot;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.storage.Digests;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import java.util.List;
import java.util.Optional;

/**
 * The calibration that a body is settled by: what it says beyond links, joints and sensors, and what
 * these were before.
 *
 * @param sha256 of its file, 64 hex digits
 * @param actuators one per actuator: how what acts departs from what is commanded
 * @param encoders one per joint: how the robot itself corrects what it reads
 * @param describedRobot the robot without it
 * @param describedSensors the sensors without it
 */
public record CalibrationInForce(
    String sha256,
    List<ActuatorErrors> actuators,
    List<EncoderCorrection> encoders,
    RobotModel describedRobot,
    List<SensorSettings> describedSensors) {

  /** What stands for the hash of none. */
  public static final String NONE = "none";

  public CalibrationInForce {
    if (!Digests.isHex(sha256)) {
      throw new IllegalArgumentException("sha256 must have 64 hex digits, was " + sha256);
    }
    actuators = List.copyOf(actuators);
    encoders = List.copyOf(encoders);
    describedSensors = List.copyOf(describedSensors);
  }

  /**
   * A body as a bench found it, which knows what was found: it makes up for gravity by the masses
   * found, and its encoders are corrected. What is not known stays as described.
   *
   * <p>Signs, gears and offsets of encoders change nothing in a simulation therefore. Backlash,
   * breakaway and asymmetric friction are known to nobody who simulates.
   *
   * @param plant as described, or by another calibration, which then counts no more
   * @throws dev.trammel.controller.calibration.CalibrationException if the calibration is of
   *     another robot, or of one that cannot be
   */
  public static PlantSettings applied(CalibrationFile file, PlantSettings plant) {
    PlantSettings described = plant.described();
    Calibration found = file.calibration();
    RobotModel robot = CalibratedRobot.of(described.robot(), found);
    List<ActuatorErrors> actuators = described.actuators().stream()
        .map(actuator -> errors(found, jointOf(described, actuator.joint())))
        .toList();
    List<SensorSettings> sensors = described.sensors().stream()
        .map(sensor -> sensor instanceof JointSensor measured
            ? sensor(found, measured, jointOf(described, measured.joint()))
            : sensor)
        .toList();
    List<EncoderCorrection> encoders = described.robot().bodies().stream()
        .map(body -> EncoderCorrection.of(found, body.joint().name()))
        .toList();
    CalibrationInForce inForce = new CalibrationInForce(
        file.sha256(), actuators, encoders, described.robot(), described.sensors());
    return described.calibrated(Optional.of(inForce), robot, sensors);
  }

  private static String jointOf(PlantSettings plant, int joint) {
    return plant.robot().bodies().get(joint).joint().name();
  }

  private static ActuatorErrors errors(Calibration found, String joint) {
    return new ActuatorErrors(
        value(found, joint, Quantity.STRENGTH, 1),
        0,
        value(found, joint, Quantity.DELAY, 0),
        value(found, joint, Quantity.LAG, 0),
        value(found, joint, Quantity.EFFORT_OFFSET, 0));
  }

  private static SensorSettings sensor(Calibration found, JointSensor sensor, String joint) {
    SensorErrors said = sensor.errors();
    boolean isPosition = sensor.quantity() == SensorSettings.Quantity.POSITION;
    Quantity noise = isPosition ? Quantity.POSITION_NOISE : Quantity.VELOCITY_NOISE;
    // what a bench found is of readings; the robot makes positions of them, and their errors
    double gear = value(found, joint, Quantity.GEAR, 1);
    double quantum = isPosition
        ? value(found, joint, Quantity.QUANTUM, gear * said.quantum()) / gear
        : said.quantum();
    return new JointSensor(
        sensor.quantity(),
        sensor.joint(),
        new SensorErrors(
            value(found, joint, noise, gear * said.noise()) / gear, quantum, said.delay()));
  }

  private static double value(
      Calibration found, String joint, Quantity quantity, double otherwise) {
    return found.known(joint, quantity).map(Estimate::value).orElse(otherwise);
  }
}

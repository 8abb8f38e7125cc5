package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.CalibratedRobot;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.EncoderCorrection;
import dev.trammel.controller.task.PlantSettings;
import java.util.Optional;

/**
 * The robot on the bench as far as it is known.
 *
 * @param described by its task: what it should be. Where its own computer makes up for gravity, it
 *     does so by the calibration that it works by
 * @param nameplate what it says of itself
 * @param known what earlier runs found; nothing for the first
 * @param inForce the calibration that it works by, which its nameplate names; nothing for a robot
 *     that works as it is described
 */
public record BenchRobot(
    PlantSettings described,
    Nameplate nameplate,
    Optional<Calibration> known,
    Optional<CalibrationFile> inForce) {

  public BenchRobot {
    String sha256 = inForce.map(CalibrationFile::sha256).orElse(Nameplate.UNCALIBRATED);
    if (!nameplate.calibration().equals(sha256)) {
      throw new IllegalArgumentException("robot " + nameplate.device() + " must be known with the"
          + " calibration that it works by, " + nameplate.calibration() + ", was with " + sha256);
    }
    if (inForce.isPresent()) {
      described = described.believing(
          CalibratedRobot.of(described.robot(), inForce.get().calibration()));
    }
  }

  /** One that works as it is described. */
  public BenchRobot(PlantSettings described, Nameplate nameplate, Optional<Calibration> known) {
    this(described, nameplate, known, Optional.empty());
  }

  /** [s] */
  public double longestMotion() {
    // one step less: what is rounded up to whole steps fits
    return (nameplate.mostSteps() - 1) * period();
  }

  /** What its own computer makes of a joint's encoder. */
  public EncoderCorrection correction(int joint) {
    return inForce
        .map(file -> EncoderCorrection.of(file.calibration(), joint(joint).name()))
        .orElse(EncoderCorrection.NONE);
  }

  /** What is known of a joint's encoder: what was found last, else what the robot works by. */
  private EncoderCorrection encoder(int joint) {
    EncoderCorrection by = correction(joint);
    return new EncoderCorrection(
        known(joint, Quantity.SIGN, by.sign()) < 0 ? -1 : 1,
        known(joint, Quantity.GEAR, by.gear()),
        known(joint, Quantity.OFFSET, by.offset()));
  }

  private double known(int joint, Quantity quantity, double otherwise) {
    return known
        .flatMap(calibration -> calibration.known(joint(joint).name(), quantity))
        .map(Estimate::value)
        .orElse(otherwise);
  }

  /**
   * How far what the robot says goes where a joint goes one unit, never 0 [-]: it says slope · q +
   * offset, with what it corrects itself taken out of what is known of the encoder.
   */
  public double readingSlope(int joint) {
    return encoder(joint).rateOfReading() / correction(joint).rateOfReading();
  }

  /** What the robot says where a joint is at 0 [rad or m]. */
  public double readingOffset(int joint) {
    return correction(joint).position(encoder(joint).offset());
  }

  /** Joints in the order of the description. */
  public Joint joint(int index) {
    return described.robot().bodies().get(index).joint();
  }

  /** In which a parameter of it is given; empty for a pure number. */
  public String unit(Parameter parameter) {
    boolean slides = described.robot().bodies().stream()
        .map(Body::joint)
        .anyMatch(
            joint -> joint.name().equals(parameter.part()) && !joint.type().rotates());
    return parameter.quantity().unit(slides);
  }

  /** n. */
  public int joints() {
    return described.robot().degreesOfFreedom();
  }

  public double period() {
    return described.period();
  }

  /** What an actuator can give: as it is described, and as the robot itself lets it [N·m or N]. */
  public double greatestEffort(int actuator) {
    Channel enforced = nameplate.spec().actuators().get(actuator);
    return Math.min(
        described.actuators().get(actuator).limit(), Math.min(enforced.upper(), -enforced.lower()));
  }

  /** Index of the actuator of a joint; -1 for a joint without one. */
  public int actuator(int joint) {
    for (int i = 0; i < described.actuators().size(); i++) {
      if (described.actuators().get(i).joint() == joint) {
        return i;
      }
    }
    return -1;
  }
}

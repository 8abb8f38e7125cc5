package dev.trammel.controller.bench;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.PlantSpec;
import java.util.List;

/**
 * What a robot says of itself.
 *
 * @param device its name, which a person types before it moves
 * @param boot tells this start of it from all others
 * @param firmware what runs it
 * @param emulated whether nothing in the world moves
 * @param virtualTime whether time passes only as it is granted
 * @param spec its sensors and actuators with the bounds that it enforces, and its period
 * @param inputRates m, greatest change of each input [unit/s]
 * @param joints names of all joints, as its description has them
 * @param calibration hash of the calibration that it works by; "none"
 * @param mostSteps cycles that one motion may have at most
 */
public record Nameplate(
    String device,
    String boot,
    String firmware,
    boolean emulated,
    boolean virtualTime,
    PlantSpec spec,
    double[] inputRates,
    List<String> joints,
    String calibration,
    int mostSteps) {

  /** What a robot without a calibration says. */
  public static final String UNCALIBRATED = "none";

  public Nameplate {
    inputRates = Require.length(inputRates.clone(), spec.actionSize(), "inputRates");
    joints = List.copyOf(joints);
    Require.atLeast(mostSteps, 1, "mostSteps");
  }

  @Override
  public double[] inputRates() {
    return inputRates.clone();
  }
}

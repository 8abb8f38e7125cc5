package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.calibration.procedure.Verify;
import dev.trammel.controller.calibration.CalibrationStore;
import java.util.List;

/** Whether a robot moves as it is said to: by what is in force, or another calibration. */
final class VerifyQuestion implements Question {

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String description() {
    return "Whether the robot still moves as the calibration in force says, or as --calibration does;"
        + " as the newest draft where none is in force: fresh motions, predicted and not fitted,"
        + " over 0.1, 0.5 and 1 s. It changes no number and nothing in force; a newest draft that"
        + " fails is followed by one that says so, which promote refuses.";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "--device mqtt://localhost/arm1", "--device mqtt://localhost/arm1 --calibration latest");
  }

  /** It says something of a calibration, and nothing new of the robot. */
  @Override
  public boolean isKept() {
    return false;
  }

  @Override
  public boolean isOfCalibration() {
    return true;
  }

  @Override
  public String usuallyKnown() {
    return CalibrationStore.CURRENT;
  }

  @Override
  public Procedure procedure() {
    return new Verify();
  }
}

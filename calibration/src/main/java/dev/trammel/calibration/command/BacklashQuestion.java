package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Backlash;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.linalg.UsageException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The play of gears whose encoders sit at the joints. */
final class BacklashQuestion implements Question {

  @Option(
      names = "--rotor-inertia",
      split = ",",
      paramLabel = "KG·M²",
      description = "Inertia of each motor as its joint sees it, gear squared, one number for each"
          + " joint of the robot, from the data sheet. Without it only the product with the play is"
          + " told.")
  private List<Double> rotors = List.of();

  @Override
  public String name() {
    return "backlash";
  }

  @Override
  public String description() {
    return "Play of the gears, from how the joints follow an effort that turns about.";
  }

  @Override
  public List<String> examples() {
    return List.of("--device mqtt://localhost/lever --rotor-inertia 0.0045 --joints 1");
  }

  @Override
  public Procedure procedure() {
    for (double rotor : rotors) {
      if (!(rotor > 0) || Double.isInfinite(rotor)) {
        throw new UsageException("--rotor-inertia must be positive and finite, was " + rotor);
      }
    }
    return new Backlash(
        rotors.isEmpty()
            ? Optional.empty()
            : Optional.of(rotors.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}

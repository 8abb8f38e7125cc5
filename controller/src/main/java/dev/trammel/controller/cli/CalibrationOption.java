package dev.trammel.controller.cli;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says what a bench found the robot to be, also of commands in other jars. */
public final class CalibrationOption {

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "The robot as a bench found it: a calibration's file, a device's folder for the"
          + " one in force there, or none for the robot as described. Short for --set"
          + " plant.calibration=FILE, relative to this folder. Default: the task's.")
  private @Nullable String calibration;

  /** Whether it is given. */
  public boolean isGiven() {
    return calibration != null;
  }

  /** The setting that it is short for; nothing where it is not given. */
  public Optional<String> override() {
    return given()
        .map(given -> "plant.calibration='"
            + (isNone(given) ? given : Path.of(given).toAbsolutePath().toString())
                .replace("'", "''")
            + "'");
  }

  /** A task of the body with this calibration in place of its own; as it is if not given. */
  public Task of(Task task) throws IOException {
    Optional<String> given = given();
    if (given.isEmpty()) {
      return task;
    }
    PlantSettings described = task.plant().described();
    return task.with(
        isNone(given.get())
            ? described
            : CalibrationInForce.applied(
                CalibrationFile.read(CalibrationStore.resolve(Path.of(given.get()))), described));
  }

  private Optional<String> given() {
    if (calibration != null && calibration.isBlank()) {
      throw new UsageException("--calibration must name a file, a folder or none, was empty");
    }
    return Optional.ofNullable(calibration);
  }

  private static boolean isNone(String given) {
    return given.equals(CalibrationInForce.NONE);
  }
}

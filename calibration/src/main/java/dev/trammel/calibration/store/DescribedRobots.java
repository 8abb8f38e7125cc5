package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the description that a calibration is of. */
final class DescribedRobots {

  private DescribedRobots() {}

  /**
   * The robot of a given task, or of the first shipped one that describes it.
   *
   * @param task name or file; it is taken as it is, right or wrong
   */
  static Optional<PlantSettings> find(RobotIdentity identity, Optional<String> task)
      throws IOException {
    TaskCatalog shipped = TaskCatalog.shipped();
    if (task.isPresent()) {
      return Optional.of(described(shipped.find(task.get())));
    }
    for (Path file : shipped.files().values()) {
      PlantSettings described = described(file);
      if (RobotIdentity.of(described.robot()).equals(identity)) {
        return Optional.of(described);
      }
    }
    return Optional.empty();
  }

  /** What there is to compare with where none is in force. */
  static Compared compared(RobotIdentity identity, Optional<PlantSettings> described) {
    return Compared.described(identity, described.map(DescribedValues::of).orElse(Map.of()));
  }

  private static PlantSettings described(Path file) throws IOException {
    return TaskReader.read(file).plant().described();
  }
}

package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the description that a calibration is of. */
final class DescribedRobots {

  private DescribedRobots() {}

  /**
   * The robot of a given task, or of the first shipped one that describes it.
   *
   * @param task name or file; it is taken as it is, right or wrong
   */
  static Optional<RobotModel> find(RobotIdentity identity, Optional<String> task)
      throws IOException {
    TaskCatalog shipped = TaskCatalog.shipped();
    if (task.isPresent()) {
      return Optional.of(robot(shipped.find(task.get())));
    }
    for (Path file : shipped.files().values()) {
      RobotModel robot = robot(file);
      if (RobotIdentity.of(robot).equals(identity)) {
        return Optional.of(robot);
      }
    }
    return Optional.empty();
  }

  private static RobotModel robot(Path file) throws IOException {
    Task task = TaskReader.read(file);
    return task.plant().described().robot();
  }
}

package dev.trammel.calibration.command;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which task describes a robot, by what the robot says of itself. */
final class Described {

  private Described() {}

  /**
   * The one shipped task that fits.
   *
   * @throws UsageException if there is none, or more than one
   */
  static Task by(Nameplate nameplate, List<String> overrides) throws IOException {
    List<Task> fitting = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, Path> file : TaskCatalog.shipped().files().entrySet()) {
      try {
        Task task = TaskReader.read(file.getValue(), overrides);
        String difference = difference(task, nameplate);
        if (difference.isEmpty()) {
          fitting.add(task);
        } else {
          others.add(task.name() + " " + difference);
        }
      } catch (IllegalArgumentException e) {
        // an override that is of another task's keys
        others.add(file.getKey() + " does not take the --set given");
      }
    }
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    throw new UsageException(
        fitting.isEmpty()
            ? "no shipped task describes robot " + nameplate.device() + ", say which one does by"
                + " --task: " + String.join("; ", others)
            : "more than one task describes robot " + nameplate.device() + ", say which by --task: "
                + String.join(", ", fitting.stream().map(Task::name).toList()));
  }

  /** Refuses a task of another robot. */
  static void requireFits(Task task, Nameplate nameplate) {
    String difference = difference(task, nameplate);
    if (!difference.isEmpty()) {
      throw new UsageException(
          "task " + task.name() + " is not of robot " + nameplate.device() + ": it " + difference);
    }
  }

  /** In what they differ; empty where they do not. */
  private static String difference(Task task, Nameplate nameplate) {
    PlantSpec wanted = task.plant().spec();
    PlantSpec found = nameplate.spec();
    List<String> joints =
        task.plant().robot().bodies().stream().map(body -> body.joint().name()).toList();
    if (!joints.equals(nameplate.joints())) {
      return "has joints " + joints + ", the robot " + nameplate.joints();
    }
    if (!names(wanted.sensors()).equals(names(found.sensors()))) {
      return "senses " + names(wanted.sensors()) + ", the robot " + names(found.sensors());
    }
    if (!names(wanted.actuators()).equals(names(found.actuators()))) {
      return "drives " + names(wanted.actuators()) + ", the robot " + names(found.actuators());
    }
    if (Math.abs(wanted.period() - found.period()) > 1e-9 * found.period()) {
      return "has a period of " + wanted.period() + " s, the robot " + found.period() + " s";
    }
    return "";
  }

  private static List<String> names(List<Channel> channels) {
    return channels.stream()
        .map(channel -> channel.name() + " [" + channel.unit() + "]")
        .toList();
  }
}

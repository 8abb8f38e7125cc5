package dev.trammel.controller.cli;

import dev.trammel.controller.run.InitialRun;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that read a task. */
final class TaskOptions {

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replace a setting of the task, as in --set algorithm.samples=8. Repeatable.")
  private List<String> overrides = List.of();

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      description =
          "lqr-flm: a local controller for each condition; mdgps or badmm: one policy for all, from"
              + " local controllers; mpc-gps: model predictive control on what was learned. Short for --set algorithm.type=NAME. Default: the task's.")
  private @Nullable String algorithm;

  @Mixin
  private PlantOption plant = new PlantOption();

  @Mixin
  private CalibrationOption calibration = new CalibrationOption();

  List<String> overrides() {
    List<String> all = new ArrayList<>(overrides);
    if (algorithm != null) {
      all.add("algorithm.type=" + algorithm);
    }
    plant.given().ifPresent(address -> all.add("plant.provider=" + address));
    calibration.override().ifPresent(all::add);
    return all;
  }

  /** Whether any setting is replaced. */
  boolean given() {
    return !overrides().isEmpty();
  }

  /** The task as it takes effect. */
  Task read(String nameOrFile) throws IOException {
    Path file = TaskCatalog.shipped().find(nameOrFile);
    Task task = TaskReader.read(file, overrides());
    List<String> all = new ArrayList<>(overrides());
    int given = all.size();
    all.addAll(InitialRun.pins(task));
    return all.size() == given ? task : TaskReader.read(file, all);
  }
}

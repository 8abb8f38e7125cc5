package dev.trammel.controller.cli;

import dev.trammel.controller.run.InitialRun;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of commands that read a task. */
final class TaskOptions {

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replace a setting of the task, as in --set algorithm.samples=8. Repeatable.")
  private List<String> overrides = List.of();

  List<String> overrides() {
    return overrides;
  }

  /** Whether any setting is replaced. */
  boolean given() {
    return !overrides.isEmpty();
  }

  /** The task as it takes effect. */
  Task read(String nameOrFile) throws IOException {
    Path file = TaskCatalog.shipped().find(nameOrFile);
    Task task = TaskReader.read(file, overrides);
    List<String> all = new ArrayList<>(overrides);
    all.addAll(InitialRun.pins(task));
    return all.size() == overrides.size() ? task : TaskReader.read(file, all);
  }
}

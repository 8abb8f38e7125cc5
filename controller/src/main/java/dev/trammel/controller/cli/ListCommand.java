package dev.trammel.controller.cli;

import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which tasks and plants there are. */
@Command(
    name = "list",
    description = "List the tasks that ship with Trammel, and the kinds of plant.")
final class ListCommand implements Callable<Integer> {

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    List<Map<String, Object>> tasks = new ArrayList<>();
    for (Map.Entry<String, Path> entry : TaskCatalog.shipped().files().entrySet()) {
      tasks.add(describe(entry.getKey(), entry.getValue()));
    }
    List<String> plants = Registry.discover("plant", PlantProvider.class).names();
    show(tasks, plants, terminal);
    terminal.result(Map.of("tasks", tasks, "plants", plants));
    return ExitCode.OK;
  }

  private static Map<String, Object> describe(String name, Path file) throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    try {
      Task task = TaskReader.read(file);
      entry.put("description", task.description());
      entry.put("states", task.stateSize());
      entry.put("inputs", task.inputSize());
      entry.put("conditions", task.conditions().size());
      entry.put("plant", task.plant().provider());
    } catch (SettingsException e) {
      entry.put("description", "cannot be read: " + e.getMessage());
    }
    return entry;
  }

  private static void show(
      List<Map<String, Object>> tasks, List<String> plants, Terminal terminal) {
    int width = tasks.stream()
        .mapToInt(task -> String.valueOf(task.get("name")).length())
        .max()
        .orElse(0);
    terminal.say("Tasks");
    for (Map<String, Object> task : tasks) {
      terminal.say(String.format(
          Locale.ROOT,
          "  %-" + Math.max(1, width) + "s  %s",
          task.get("name"),
          task.get("description")));
    }
    terminal.say("");
    terminal.say("Plants");
    plants.forEach(plant -> terminal.say("  " + plant));
    terminal.say("");
    terminal.say("Learn one with: trammel train TASK");
  }
}

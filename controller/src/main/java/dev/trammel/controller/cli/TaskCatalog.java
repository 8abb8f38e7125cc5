package dev.trammel.controller.cli;

import dev.trammel.controller.task.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tasks that ship with the product, by name, and a user's own, by file. */
final class TaskCatalog {

  private static final String SUFFIX = ".yaml";

  private final Map<String, Path> files;

  private TaskCatalog(Map<String, Path> files) {
    this.files = files;
  }

  /**
   * The folder named by the system property {@code trammel.tasks}, or {@code conf/tasks} of the
   * product in {@code trammel.home}.
   */
  static TaskCatalog ofProcess() throws IOException {
    String tasks = System.getProperty("trammel.tasks");
    Path home = Path.of(System.getProperty("trammel.home", "."));
    return in(tasks == null ? home.resolve("conf").resolve("tasks") : Path.of(tasks));
  }

  static TaskCatalog in(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> list = Files.list(folder)) {
        list.filter(file -> file.toString().endsWith(SUFFIX))
            .forEach(file -> files.put(nameOf(file), file));
      }
    }
    return new TaskCatalog(files);
  }

  /** In alphabetical order. */
  Map<String, Path> files() {
    return files;
  }

  /** The file of a task that is given by name or is a file. */
  Path find(String task) {
    boolean isFile = task.endsWith(SUFFIX) || task.endsWith(".yml") || task.contains("/");
    if (isFile) {
      Path file = Path.of(task);
      if (!Files.isRegularFile(file)) {
        throw new SettingsException("no such task file: " + task);
      }
      return file;
    }
    Path file = files.get(task);
    if (file == null) {
      throw new SettingsException("no task '" + task + "'; known: "
          + String.join(", ", List.copyOf(files.keySet())) + "; or give a file: my-task.yaml");
    }
    return file;
  }

  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - SUFFIX.length());
  }
}

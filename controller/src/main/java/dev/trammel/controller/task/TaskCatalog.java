package dev.trammel.controller.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tasks in a folder, by name. {@link #shipped} finds the project's own: in the folder that the
 * system property {@code trammel.tasks} names, else in {@code conf/tasks} under {@code
 * trammel.home}, else in {@code controller/tasks} of the working directory or one above it.
 */
public final class TaskCatalog {

  private static final String SUFFIX = ".yaml";

  private final Path folder;

  /** The tasks in this folder. */
  public TaskCatalog(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SettingsException("the tasks' folder must exist, had " + folder);
    }
    this.folder = folder;
  }

  /**
   * The tasks that come with the product.
   *
   * @throws SettingsException if their folder is nowhere to be found
   */
  public static TaskCatalog shipped() {
    return new TaskCatalog(property("trammel.tasks", "")
        .or(() -> property("trammel.home", "conf/tasks"))
        .or(TaskCatalog::above)
        .orElseThrow(() -> new SettingsException(
            "no folder of tasks: set trammel.tasks or trammel.home, or work inside the sources")));
  }

  public Path folder() {
    return folder;
  }

  /** The names of all tasks, sorted. */
  public List<String> names() throws IOException {
    return List.copyOf(files().keySet());
  }

  /** The tasks' files by name, sorted. */
  public Map<String, Path> files() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      list.filter(file -> file.toString().endsWith(SUFFIX))
          .forEach(file -> files.put(TaskReader.nameOf(file), file));
    }
    return files;
  }

  /**
   * The file of a task.
   *
   * @param nameOrPath a name of this catalog, or the path of any task's YAML file
   * @throws SettingsException if there is no such task
   */
  public Path find(String nameOrPath) throws IOException {
    Map<String, Path> files = files();
    Path shipped = files.get(nameOrPath);
    if (shipped != null) {
      return shipped;
    }
    Path path = Path.of(nameOrPath);
    if (Files.isRegularFile(path)) {
      return path;
    }
    boolean isFile = nameOrPath.contains("/") || nameOrPath.matches(".*\\.ya?ml");
    if (isFile) {
      throw new SettingsException(
          "no such file: " + nameOrPath + ", allowed: a task's YAML file, or one of "
              + String.join(", ", files.keySet())
              + Suggestion.of(TaskReader.nameOf(path), files.keySet()));
    }
    throw new SettingsException("no task '" + nameOrPath + "'; known: "
        + String.join(", ", files.keySet()) + "; or give a file: my-task.yaml"
        + Suggestion.of(nameOrPath, files.keySet()));
  }

  private static Optional<Path> property(String name, String inside) {
    String value = System.getProperty(name, "");
    return value.isBlank() ? Optional.empty() : Optional.of(Path.of(value).resolve(inside));
  }

  private static Optional<Path> above() {
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      Path tasks = at.resolve("controller").resolve("tasks");
      if (Files.isDirectory(tasks)) {
        return Optional.of(tasks);
      }
    }
    return Optional.empty();
  }
}

package dev.trammel.controller.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      throw new IllegalArgumentException("the tasks' folder must exist, had " + folder);
    }
    this.folder = folder;
  }

  /**
   * The tasks that come with the product.
   *
   * @throws IllegalArgumentException if their folder is nowhere to be found
   */
  public static TaskCatalog shipped() {
    return new TaskCatalog(property("trammel.tasks", "")
        .or(() -> property("trammel.home", "conf/tasks"))
        .or(TaskCatalog::above)
        .orElseThrow(() -> new IllegalArgumentException(
            "no folder of tasks: set trammel.tasks or trammel.home, or work inside the sources")));
  }

  /** The names of all tasks, sorted. */
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(TaskReader::nameOf)
          .sorted()
          .toList();
    }
  }

  /**
   * The file of a task.
   *
   * @param nameOrPath a name of this catalog, or the path of any task's YAML file
   * @throws IllegalArgumentException if there is no such task
   */
  public Path find(String nameOrPath) throws IOException {
    if (names().contains(nameOrPath)) {
      return folder.resolve(nameOrPath + SUFFIX);
    }
    Path path = Path.of(nameOrPath);
    if (Files.isRegularFile(path)) {
      return path;
    }
    throw new IllegalArgumentException(
        "no task '" + nameOrPath + "' and no such file; known: " + String.join(", ", names()));
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

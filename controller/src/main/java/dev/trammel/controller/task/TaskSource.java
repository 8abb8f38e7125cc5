package dev.trammel.controller.task;

import dev.trammel.controller.storage.Digests;
import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The text of a task's files, as they took effect: overrides are part of the YAML.
 *
 * @param yaml the task's settings
 * @param robotFile file name of the robot's description, as the YAML refers to it
 * @param robot text of the robot's description
 * @param others texts of the other files by name, as the YAML refers to them: the objects'
 *     descriptions, the calibration
 * @param meshes that the descriptions name, by their names there: where each is now
 */
public record TaskSource(
    String yaml,
    String robotFile,
    String robot,
    Map<String, String> others,
    Map<String, Path> meshes) {

  /** File name of the settings in a folder that {@link #writeTo} wrote. */
  public static final String FILE_NAME = "task.yaml";

  public TaskSource {
    others = Collections.unmodifiableMap(new TreeMap<>(others));
    meshes = Collections.unmodifiableMap(new TreeMap<>(meshes));
  }

  /** Of a task without other files and meshes. */
  public TaskSource(String yaml, String robotFile, String robot) {
    this(yaml, robotFile, robot, Map.of(), Map.of());
  }

  /** Writes the files side by side, so that {@link TaskReader} reads the same task again. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve(FILE_NAME), yaml);
    write(folder.resolve(robotFile), robot);
    for (Map.Entry<String, String> other : others.entrySet()) {
      write(folder.resolve(other.getKey()), other.getValue());
    }
    for (Map.Entry<String, Path> mesh : meshes.entrySet()) {
      Path target = folder.resolve(mesh.getKey());
      Files.createDirectories(target.resolveSibling(""));
      DurableFile.write(target, Files.readAllBytes(mesh.getValue()));
    }
  }

  /**
   * Keys under which another task's settings say something else, and files that do; what an
   * algorithm is told and descriptions for people do not count.
   */
  public List<String> differences(TaskSource other) {
    Map<String, String> mine = said();
    Map<String, String> others = other.said();
    Set<String> keys = new TreeSet<>(mine.keySet());
    keys.addAll(others.keySet());
    keys.removeIf(key -> Objects.equals(mine.get(key), others.get(key)));
    return List.copyOf(keys);
  }

  /** Hash of the calibration among the files; "none" without one. */
  public String calibrationSha256() {
    String file = SettingsLeaves.of(yaml).get("plant.calibration");
    String text = file == null ? null : others.get(file);
    return text == null
        ? CalibrationInForce.NONE
        : Digests.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> said() {
    Map<String, String> said = new TreeMap<>(SettingsLeaves.of(yaml));
    said.keySet().removeIf(key -> key.matches("(algorithm|description)\\b.*"));
    said.put("the robot's description", robot);
    others.forEach((file, text) -> said.put("the file " + file, text));
    return said;
  }

  private static void write(Path file, String text) throws IOException {
    DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}

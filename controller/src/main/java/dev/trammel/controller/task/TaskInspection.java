package dev.trammel.controller.task;

import dev.trammel.controller.plant.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A task's file read to its end: the task if it is one, and everything that is wrong if not. */
public final class TaskInspection {

  private final Complaints complaints;
  private final Optional<SettingsNode> settings;
  private final Optional<PlantSettings> plant;
  private final Optional<Task> task;

  TaskInspection(
      Complaints complaints,
      Optional<SettingsNode> settings,
      Optional<PlantSettings> plant,
      Optional<Task> task) {
    this.complaints = complaints;
    this.settings = settings;
    this.plant = plant;
    this.task = task;
  }

  /** The driven joints, as far as they could be read. */
  public List<String> drivenJoints() {
    return plant.stream()
        .flatMap(body -> body.spec().actuators().stream())
        .map(Channel::name)
        .toList();
  }

  /** The task; nothing if anything is wrong with its file. */
  public Optional<Task> task() {
    return complaints().isEmpty() ? task : Optional.empty();
  }

  /**
   * The whole file; nothing if it is no YAML. Whatever is read from it now adds to the complaints.
   */
  public Optional<SettingsNode> settings() {
    return settings;
  }

  /** Everything that is wrong, in the order of reading. */
  public List<SettingsException> complaints() {
    return complaints.found();
  }

  /** File and line of a key, or of the nearest above it that is there. */
  public String place(String key) {
    return settings.map(root -> Places.of(root, key)).orElse("");
  }

  /** Whether the file has a key. */
  public boolean has(String key) {
    Optional<SettingsNode> node = settings;
    for (String part : key.split("\\.")) {
      node = node.filter(SettingsNode::isMapping).flatMap(n -> n.optional(part));
    }
    return node.isPresent();
  }

  /** The keys that readers knew, by the path of their mapping. */
  Map<String, Set<String>> keys() {
    return complaints.keys();
  }
}

package dev.trammel.controller.task;

import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a task from its YAML file and the URDF beside it. */
public final class TaskReader {

  private static final String NAME = "name";
  private static final String ROBOT = "robot";
  private static final String SUFFIX = ".yaml";
  private static final int MAX_STEPS = 100_000;

  private TaskReader() {}

  /**
   * Reads the file as it stands.
   *
   * @throws SettingsException if it does not describe a task
   */
  public static Task read(Path file) throws IOException {
    return read(file, List.of());
  }

  /**
   * Reads the file, with overrides.
   *
   * @param overrides {@code key=value}, the key dotted and with list indices
   * @throws SettingsException if file and overrides do not describe a task
   */
  public static Task read(Path file, List<String> overrides) throws IOException {
    String text = textOf(file);
    SettingsNode root = SettingsNode.parse(text, file.toString());
    for (String override : overrides) {
      root = SettingsOverride.apply(root, override);
    }
    root.allow(
        NAME,
        "description",
        ROBOT,
        "plant",
        "episode",
        "conditions",
        "cost",
        "success",
        "algorithm");
    Path urdf = urdf(root.child(ROBOT), file);
    PlantSettings plant = plant(root, urdf);
    SettingsNode episode = root.child("episode");
    int steps = episode.child("steps").integer(1, MAX_STEPS);
    SettingsNode algorithm = root.child("algorithm");
    if (!algorithm.isMapping()) {
      throw algorithm.error("must be a mapping", algorithm.came(), "key: value lines, or {}");
    }
    String name = root.optional(NAME).map(TaskReader::name).orElse(nameOf(file));
    return new Task(
        name,
        root.child("description").text().strip(),
        plant,
        steps,
        conditions(root, plant, steps),
        algorithm,
        source(root, name, text, overrides, urdf));
  }

  /** What a task in this file is called, unless it says otherwise. */
  static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /** A name also names folders. */
  private static String name(SettingsNode node) {
    if (!node.text().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw node.error("not fit for a name", node.came(), "letters, digits, '.', '_' and '-'");
    }
    return node.text();
  }

  private static String textOf(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new SettingsException(
          file + ":1: not a text, had bytes that are no UTF-8, allowed: YAML in UTF-8", e);
    }
  }

  private static Path urdf(SettingsNode node, Path file) {
    Path urdf = file.toAbsolutePath().resolveSibling(node.text());
    if (!Files.isRegularFile(urdf)) {
      throw node.error("no such file", node.came(), "a URDF file, relative to this one");
    }
    return urdf;
  }

  private static PlantSettings plant(SettingsNode root, Path urdf) throws IOException {
    RobotModel robot = UrdfReader.read(urdf);
    SettingsNode episode = root.child("episode").allow("period", "steps");
    return new PlantReader(robot).read(root.child("plant"), episode.child("period"));
  }

  private static List<Condition> conditions(SettingsNode root, PlantSettings plant, int steps) {
    List<Condition> conditions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    SettingsNode list = root.child("conditions");
    for (SettingsNode node : list.items()) {
      Condition condition =
          new ConditionReader(plant, steps, root.child("cost"), root.child("success")).read(node);
      if (!names.add(condition.name())) {
        throw node.child("name")
            .error("must be unique", "'" + condition.name() + "' again", "a name of its own");
      }
      conditions.add(condition);
    }
    if (conditions.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one condition");
    }
    return conditions;
  }

  private static TaskSource source(
      SettingsNode root, String name, String text, List<String> overrides, Path urdf)
      throws IOException {
    String robotFile = String.valueOf(urdf.getFileName());
    boolean selfContained = root.has(NAME) && root.child(ROBOT).text().equals(robotFile);
    String yaml = text;
    if (!selfContained || !overrides.isEmpty()) {
      SettingsNode named = SettingsOverride.withText(root, NAME, name);
      yaml = SettingsFile.write(SettingsOverride.withText(named, ROBOT, robotFile));
    }
    return new TaskSource(yaml, robotFile, Files.readString(urdf));
  }
}

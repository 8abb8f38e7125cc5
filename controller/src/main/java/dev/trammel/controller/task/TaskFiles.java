package dev.trammel.controller.task;

import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.robot.PortableUrdf;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfException;
import dev.trammel.controller.robot.UrdfReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files that a task's settings name: beside it on the disk, or texts that were kept of them. */
final class TaskFiles {

  private static final String ROBOT = "robot";
  private static final String CALIBRATION = "calibration";

  private final Path file;
  private final Optional<TaskSource> recalled;
  private final Complaints complaints;
  private final List<Path> objects = new ArrayList<>();
  private Optional<Path> calibration = Optional.empty();

  /**
   * @param file of the settings
   * @param recalled the texts, where they are no longer looked for on the disk
   */
  TaskFiles(Path file, Optional<TaskSource> recalled, Complaints complaints) {
    this.file = file;
    this.recalled = recalled;
    this.complaints = complaints;
  }

  Path urdf(SettingsNode node) {
    if (recalled.isPresent()) {
      return Path.of(node.text());
    }
    Path urdf = beside(node);
    if (!Files.isRegularFile(urdf)) {
      throw node.error("no such file", node.came(), "a URDF file, relative to this one");
    }
    return urdf;
  }

  private Path beside(SettingsNode node) {
    return file.toAbsolutePath().resolveSibling(node.text());
  }

  Optional<RobotModel> robot(Path urdf) throws IOException {
    try {
      return Optional.of(
          recalled.isPresent() ? recalled(urdf, recalled.get()) : UrdfReader.read(urdf));
    } catch (UrdfException e) {
      if (complaints.isGathering()) {
        complaints.add(new SettingsException(String.valueOf(e.getMessage()), e));
        complaints.markUnusable();
        return Optional.empty();
      }
      throw e;
    }
  }

  private static RobotModel recalled(Path urdf, TaskSource source) {
    String name = urdf.toString();
    String robot =
        name.equals(source.robotFile()) ? source.robot() : source.others().get(name);
    if (robot == null) {
      throw new SettingsException(
          name + ": must be a file of the task, had nothing, allowed: its URDF");
    }
    return UrdfReader.readMotion(urdf, robot.getBytes(StandardCharsets.UTF_8));
  }

  Optional<RobotModel> object(SettingsNode node) {
    Path urdf = urdf(node);
    objects.add(urdf);
    try {
      return robot(urdf);
    } catch (IOException e) {
      throw node.error("cannot be read", String.valueOf(e.getMessage()), "a readable URDF file");
    }
  }

  /** A calibration's file, or the one in force in a device's folder. */
  CalibrationFile calibration(SettingsNode node) {
    try {
      if (recalled.isPresent()) {
        Path name = Path.of(node.text());
        String text = recalled.get().others().get(name.toString());
        if (text == null) {
          throw new CalibrationException(name + ": must be a file of the task, had nothing");
        }
        return CalibrationFile.parse(name, text.getBytes(StandardCharsets.UTF_8));
      }
      if (!Files.exists(beside(node))) {
        throw node.error(
            "no such file",
            node.came(),
            "none, or a calibration's file or a device's folder of them, relative to this one");
      }
      Path found = CalibrationStore.resolve(beside(node));
      calibration = Optional.of(found);
      return CalibrationFile.read(found);
    } catch (CalibrationException | IOException e) {
      throw node.error(
          "cannot be used: " + e.getMessage(), node.came(), "a sound calibration of this robot");
    }
  }

  /**
   * The task's text as it took effect, with its files side by side.
   *
   * @param root of the settings
   * @param text of the settings, if nothing about them was changed
   */
  TaskSource source(SettingsNode root, String name, Path urdf, Optional<String> text)
      throws IOException {
    if (recalled.isPresent()) {
      return recalled.get();
    }
    String robotFile = nameOf(urdf);
    Gathered gathered = new Gathered(SettingsOverride.withText(root, "name", name));
    gathered.isSelfContained = root.has("name");
    gathered.addUrdf(root.child(ROBOT), urdf);
    for (int i = 0; i < objects.size(); i++) {
      gathered.addUrdf(
          root.child("plant").child("objects").items().get(i).child(ROBOT), objects.get(i));
    }
    if (calibration.isPresent()) {
      gathered.add(
          root.child("plant").child(CALIBRATION),
          nameOf(calibration.get()),
          Files.readString(calibration.get()));
    }
    Map<String, String> files = gathered.files;
    String robot = files.remove(robotFile);
    String yaml = gathered.isSelfContained && text.isPresent()
        ? text.get()
        : SettingsFile.write(gathered.settings);
    return new TaskSource(yaml, robotFile, robot == null ? "" : robot, files, gathered.meshes);
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** Files that will lie in one folder, and the settings that refer to them there. */
  private static final class Gathered {

    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, Path> meshes = new TreeMap<>();
    private SettingsNode settings;

    /** Whether the settings refer to the files so anyway. */
    private boolean isSelfContained;

    Gathered(SettingsNode settings) {
      this.settings = settings;
    }

    void addUrdf(SettingsNode reference, Path urdf) {
      PortableUrdf portable = PortableUrdf.of(urdf);
      meshes.putAll(portable.meshes());
      add(reference, nameOf(urdf), portable.text());
    }

    void add(SettingsNode reference, String name, String content) {
      String other = files.putIfAbsent(name, content);
      if (other != null && !other.equals(content)) {
        throw reference.error(
            "must be told from another file by its name", reference.came(), "a name of its own");
      }
      isSelfContained &= reference.text().equals(name);
      settings = SettingsOverride.withText(settings, reference.path(), name);
    }
  }
}

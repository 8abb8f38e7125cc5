package dev.trammel.controller.bundle;

import dev.trammel.controller.task.TaskSource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the parts of a bundle are called. */
final class BundleParts {

  static final String POLICY = "policies/best.policy";

  private static final String TASK = "task/";

  private BundleParts() {}

  static String controller(int number) {
    return String.format(Locale.ROOT, "controllers/c%02d.controller", number);
  }

  static String model(int number) {
    return String.format(Locale.ROOT, "models/c%02d.model", number);
  }

  /** The files of a task, without meshes. */
  static Map<String, byte[]> of(TaskSource source) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(TASK + TaskSource.FILE_NAME, DeployBundle.utf8(source.yaml()));
    parts.put(TASK + source.robotFile(), DeployBundle.utf8(source.robot()));
    source.others().forEach((name, text) -> parts.put(TASK + name, DeployBundle.utf8(text)));
    return parts;
  }

  /** The task whose files they are; what is missing is empty. */
  static TaskSource source(BundleFile file, String robotFile) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : file.names()) {
      if (name.startsWith(TASK)) {
        byte[] content = file.part(name).orElseThrow();
        texts.put(name.substring(TASK.length()), new String(content, StandardCharsets.UTF_8));
      }
    }
    String yaml = texts.remove(TaskSource.FILE_NAME);
    String robot = texts.remove(robotFile);
    return new TaskSource(
        yaml == null ? "" : yaml, robotFile, robot == null ? "" : robot, texts, Map.of());
  }
}

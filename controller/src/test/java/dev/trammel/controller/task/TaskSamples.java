package dev.trammel.controller.task;

import dev.trammel.controller.learn.LearningSettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tasks' files that together have every key there is, in a folder with the shipped robots. */
final class TaskSamples {

  private static final String[] OTHER_ALGORITHMS = {
    "{}",
    "{type: badmm, model: {type: gaussian-process, points: 90, memory: 10, kinematics: true,"
        + " within: {elbow: {lower: -2, upper: 2}}},"
        + " guided: {sampling: off-policy, points: 100, spread: 0.02},"
        + " initial: {type: double-integrator, stiffness: 2, damping: 3}}",
    "{initial: {type: reference}}",
    "{initial: {type: run, run: runs/earlier-001, sha256: " + "ab".repeat(32) + "}}",
    "{initial: {type: run, run: runs/earlier-001, excitation: true}}",
  };

  private final Path folder;

  /** Copies the robots there. */
  TaskSamples(Path folder) throws IOException {
    this.folder = folder;
    Path tasks = TaskCatalog.shipped().find("planar-reach").toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(tasks)) {
      for (Path file : files.filter(f -> !f.toString().endsWith(".yaml")).toList()) {
        if (Files.isRegularFile(file)) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
    }
  }

  /** Every sample's text. */
  List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : TaskCatalog.shipped().files().values()) {
      texts.add(Files.readString(file));
    }
    texts.addAll(everyKey());
    return texts;
  }

  /** The samples that have every key between them. */
  static List<String> everyKey() throws IOException {
    try (InputStream in = TaskSamples.class.getResourceAsStream("every-key.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> texts = new ArrayList<>(List.of(text));
      for (String algorithm : OTHER_ALGORITHMS) {
        texts.add(withAlgorithm(text, algorithm));
      }
      return texts;
    }
  }

  /** A sample with another algorithm, the last of its keys. */
  static String withAlgorithm(String sample, String algorithm) {
    return sample.substring(0, sample.indexOf("algorithm:")) + "algorithm: " + algorithm + "\n";
  }

  /** A text read to its end, the algorithm's settings included. */
  TaskInspection inspect(String text) throws IOException {
    Path file = folder.resolve("sample.yaml");
    Files.writeString(file, text);
    TaskInspection inspection = TaskReader.inspect(file, List.of());
    inspection
        .settings()
        .flatMap(root -> root.optional("algorithm"))
        .filter(SettingsNode::isMapping)
        .ifPresent(
            node -> node.attempt(n -> LearningSettingsReader.read(n, inspection.drivenJoints())));
    return inspection;
  }
}

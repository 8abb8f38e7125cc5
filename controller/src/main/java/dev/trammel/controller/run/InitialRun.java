package dev.trammel.controller.run;

import dev.trammel.controller.learn.ControllerFile;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The earlier run that a task begins with. What a run is pinned to is part of its settings: the
 * fingerprint of the controllers that it began with, so that it never goes on from others.
 */
public final class InitialRun {

  private final Path run;
  private final List<LinearGaussianController> controllers = new ArrayList<>();
  private final String fingerprint;

  private InitialRun(Task task, InitialSettings.FromRun from) throws IOException {
    run = Path.of(from.path()).toAbsolutePath().normalize();
    SettingsNode key = task.algorithm().child("initial").child("run");
    if (!RunFolder.isRun(run)) {
      throw key.error("is not a run", key.came(), "the folder of a run that has ended");
    }
    MessageDigest digest = RunInfo.sha256();
    for (int c = 0; c < task.conditions().size(); c++) {
      Path file = ControllerFile.inRun(run, Training.BEST, c);
      if (!Files.isRegularFile(file)) {
        throw key.error(
            "has no best controller of condition " + c,
            key.came(),
            "a run of " + task.conditions().size() + " conditions that has ended");
      }
      digest.update(Files.readAllBytes(file));
      // on its way elsewhere it leaves the tube that it was valid in
      controllers.add(fitting(task, key, ControllerFile.read(file)).within(Optional.empty()));
    }
    fingerprint = HexFormat.of().formatHex(digest.digest());
    if (from.fingerprint().isPresent() && !from.fingerprint().get().equals(fingerprint)) {
      throw task.algorithm()
          .child("initial")
          .child("sha256")
          .error(
              "the run's controllers must have this fingerprint",
              "others in " + run,
              fingerprint + ", or to leave it out");
    }
  }

  /** Reads the run and checks that its controllers fit the task. */
  static InitialRun of(Task task, InitialSettings.FromRun from) throws IOException {
    return new InitialRun(task, from);
  }

  /**
   * Overrides that pin a task to the run that it begins with: where it is and what is in it. None
   * for a task that begins otherwise.
   */
  public static List<String> pins(Task task) throws IOException {
    if (!(LearningSettingsReader.read(task).initial() instanceof InitialSettings.FromRun from)) {
      return List.of();
    }
    InitialRun initial = of(task, from);
    return List.of(
        "algorithm.initial.run='" + initial.run.toString().replace("'", "''") + "'",
        "algorithm.initial.sha256='" + initial.fingerprint + "'");
  }

  List<LinearGaussianController> controllers() {
    return controllers;
  }

  private static LinearGaussianController fitting(
      Task task, SettingsNode key, LinearGaussianController controller) {
    if (controller.steps() != task.steps()
        || controller.stateSize() != task.stateSize()
        || controller.inputSize() != task.inputSize()) {
      throw key.error(
          "its controllers must be of this task's size",
          sizes(controller.steps(), controller.stateSize(), controller.inputSize()),
          sizes(task.steps(), task.stateSize(), task.inputSize()));
    }
    return controller;
  }

  private static String sizes(int steps, int states, int inputs) {
    return steps + " steps, " + states + " states, " + inputs + " inputs";
  }
}

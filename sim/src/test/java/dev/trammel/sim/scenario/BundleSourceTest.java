package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.bundle.DeployBundle.Kind;
import dev.trammel.controller.learn.InitialControllers;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSourceTest {

  @TempDir
  private Path folder;

  private RunFolder run(Task task) throws IOException {
    RunInfo info = RunInfo.here(task.name(), 0, task.source(), "rows", "2026-01-02T03:04:05Z");
    RunFolder run = RunFolder.create(folder.resolve("run"), info, task.source());
    LearningSettings settings = LearningSettingsReader.read(task);
    InitialControllers initial =
        new InitialControllers(task, settings.exploration().initial());
    for (int c = 0; c < task.conditions().size(); c++) {
      run.controllers()
          .save(
              Training.BEST,
              c,
              initial.create(settings.initial(), task.conditions().get(c)));
    }
    return run;
  }

  private Path bundle(Task task, Optional<String> condition) throws IOException {
    try (RunFolder run = run(task)) {
      return Files.write(
          folder.resolve("sled.trammel"),
          DeployBundle.ofRun(run, Kind.LOCAL, condition, Optional.empty()));
    }
  }

  @Test
  void aBundleIsJudgedLikeTheRunThatItCameFrom() throws IOException {
    Task task = Sled.task();
    Path bundle = bundle(task, Optional.empty());
    Path file = Files.writeString(
        folder.resolve("s.yaml"),
        "task: " + Sled.file("sled.yaml") + "\ncontroller: {bundle: sled.trammel}\nepisodes: 3\n"
            + "scenarios: [{name: a, vary: {mass: {sled: [1, 2]}}}]\n");
    VerificationResult learned =
        ScenarioFile.read(file, Optional.of(folder.resolve("run"))).run();

    assertThat(learned.scenarios()).hasSize(2);
    assertThat(ScenarioFile.read(file).run().hash()).isEqualTo(learned.hash());
    assertThat(ScenarioFile.readForBundle(file, bundle).run().hash()).isEqualTo(learned.hash());
  }

  @Test
  void aBundleForAnotherRobotOrForOtherConditionsIsRefused() throws IOException {
    Task task = Sled.task();
    Path right = bundle(task, Optional.of("right"));
    Task stronger = TaskReader.read(Sled.file("sled.yaml"), List.of("plant.actuators[0].limit=50"));

    assertThatThrownBy(() -> ControllerSource.ofBundle(right, stronger))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is for another robot: limits of actuator 0, slide must be [-50.0");
    assertThatThrownBy(() -> ControllerSource.ofBundle(right, task))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'left' is known to one of them only, the other has right");
  }
}

package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.cli.Trammel.Ended;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a calibrated robot, as a user starts it, in processes of its own. */
class CalibratedRunTest {

  @TempDir
  private Path folder;

  @Test
  void theCalibrationGoesWithTheRunAndItsBundle() throws Exception {
    Trammel trammel = new Trammel(folder);
    RobotModel robot = UrdfReader.read(folder.resolve("tasks/sled.urdf"));
    CalibrationStore store = CalibrationStore.of(folder.resolve("cal"), "arm1");
    CalibrationFile file =
        store.add(Calibrations.of(robot).with("slide", Quantity.DAMPING, 0.4).build());
    store.promote(file, Instant.EPOCH, List.of());

    Ended train = trammel.run(
        "train", "sled", "--calibration", "cal/arm1", "--set", "algorithm.budget.iterations=1");
    Files.move(folder.resolve("cal"), folder.resolve("elsewhere"));
    Ended resumed = trammel.run("train", "--resume", "runs/sled-001");
    Ended bundled = trammel.run("bundle", "runs/sled-001", "--out", "sled.trammel");

    assertThat(train.out()).contains("Learning sled");
    assertThat(resumed.code()).as(resumed.err()).isEqualTo(train.code());
    Path run = folder.resolve("runs/sled-001");
    assertThat(run.resolve("settings").resolve(file.path().getFileName()))
        .hasSameBinaryContentAs(
            folder.resolve("elsewhere/arm1").resolve(file.path().getFileName()));
    assertThat(run.resolve("run.json")).content().contains(file.sha256());
    assertThat(RunFolder.open(run).info().calibration()).isEqualTo(file.sha256());
    assertThat(bundled.code()).as(bundled.err()).isZero();
    DeployBundle bundle = DeployBundle.read(folder.resolve("sled.trammel"));
    assertThat(bundle.manifest()).containsEntry("calibration_sha256", file.sha256());
    assertThat(bundle.task().plant().robot().bodies().get(0).joint().damping()).isEqualTo(0.4);
  }

  @Test
  void anotherCalibrationIsTriedWithoutBeingKept() throws Exception {
    Trammel trammel = new Trammel(folder);
    RobotModel robot = UrdfReader.read(folder.resolve("tasks/sled.urdf"));
    CalibrationFile file = CalibrationFile.of(
            Calibrations.of(robot).with("slide", Quantity.DAMPING, 0.4).build())
        .writeTo(folder);
    trammel.run("train", "sled", "--set", "algorithm.budget.iterations=1");

    long before = evaluations();
    Ended tried = trammel.run(
        "evaluate", "runs/sled-001", "--calibration", file.path().getFileName().toString());
    Ended wrong = trammel.run("evaluate", "runs/sled-001", "--calibration", "cal/arm1");

    assertThat(tried.out()).contains("Successes: ");
    assertThat(evaluations()).isEqualTo(before);
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err())
        .contains("cal/arm1: there is no such file; a calibration was looked for");
  }

  private long evaluations() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runs/sled-001/evaluations"))) {
      return files.count();
    }
  }
}

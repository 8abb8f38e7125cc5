package dev.trammel.calibration.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel;
import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calibrations are promoted and rolled back as a person does it, in processes of their own. */
class StoreCommandsTest {

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  private static final RobotModel ROBOT =
      UrdfReader.read(Path.of(System.getProperty("trammel.tasks"), "cartpole.urdf"));

  @TempDir
  private Path folder;

  private CalibrationStore store = CalibrationStore.at(Path.of("cal/arm1"));

  @BeforeEach
  void open() {
    store = CalibrationStore.of(folder.resolve("cal"), "arm1");
  }

  @Test
  void aPersonPromotesComparesAndRollsBack() throws Exception {
    CalibrationFile first = store.add(slide(0.1).build());
    store.promote(first, NOW, List.of());
    CalibrationFile second = store.add(slide(0.3).after(first).made(NOW).build());

    Ended wrong = Trammel.shell(folder, "echo arm2 | trammel calibrate promote");
    Ended ended = Trammel.shell(
        folder,
        "echo arm1 | trammel calibrate promote --json | tail -1 && trammel calibrate list"
            + " && trammel calibrate diff " + first.path() + " cal/arm1"
            + " && trammel calibrate rollback --yes");

    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("the robot's name is 'arm1', had 'arm2'");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("\"promoted\": true, \"objections\": []")
        .contains("* " + second.path().getFileName() + "  friction     1 known, 0 failed")
        .contains("changed           slide damping [N·s/m]")
        .contains("In force now: cal/arm1/" + first.path().getFileName());
    assertThat(store.current()).contains(first);
  }

  @Test
  void whatSpeaksAgainstACalibrationKeepsItOut() throws Exception {
    CalibrationFile first = store.add(slide(0.1).build());
    store.promote(first, NOW, List.of());
    String link = ROBOT.bodies().get(1).name();
    CalibrationFile second = store.add(slide(0.3)
        .with(link, Quantity.INERTIA_XX, 100)
        .with(Judgement.fail("slide sign", "it moves the other way"))
        .made(NOW)
        .build());

    Ended refused = Trammel.run(folder, "calibrate", "promote", "cal/arm1", "--yes");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out())
        .contains("against it: slide sign failed: it moves the other way")
        .contains("makes link 'pole' impossible")
        .contains("against it: it does not go on from the one in force")
        .contains("Not promoted.");
    assertThat(store.current()).contains(first);

    Ended forced = Trammel.run(folder, "calibrate", "promote", "cal/arm1", "--yes", "--force");
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(store.current()).contains(second);
    assertThat(store.history().get(1).despite())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("slide sign failed"));
  }

  @Test
  void descendantsMayBePromotedAndNeedATaskThatKnowsTheirRobot() throws IOException {
    CalibrationFile first = store.add(slide(0.1).build());
    store.promote(first, NOW, List.of());
    CalibrationFile between = store.add(slide(0.2).after(first).made(NOW).build());
    CalibrationFile third =
        store.add(slide(0.3).after(between).made(NOW.plusSeconds(1)).build());

    assertThat(PromotionCheck.objections(third, store, Optional.of(ROBOT))).isEmpty();
    assertThat(PromotionCheck.objections(third, store, Optional.empty()))
        .singleElement()
        .asString()
        .contains("no shipped task describes its robot");
    Files.delete(between.path());
    assertThat(PromotionCheck.objections(third, store, Optional.of(ROBOT)))
        .singleElement()
        .asString()
        .contains("does not go on from the one in force");
    assertThat(DescribedRobots.find(first.calibration().subject().robot(), Optional.empty()))
        .contains(ROBOT);
  }

  private static Calibrations slide(double damping) {
    return Calibrations.of(ROBOT).with("slide", Quantity.DAMPING, damping);
  }
}

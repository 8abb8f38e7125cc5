package dev.trammel.calibration.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.calibration.Trammel;
import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.KeptJudgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.task.PlantSettings;
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
    CalibrationFile second =
        store.add(checked(slide(0.3)).after(first).made(NOW).build());

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
        .contains(
            "* " + second.path().getFileName()
                + "  friction   –                 0 passed, 0 failed, 0 not identifiable; 1 number, 1 of them new")
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
        .contains("against it: friction: slide sign failed: it moves the other way")
        .contains("makes link 'pole' impossible")
        .contains("against it: it does not go on from the one in force")
        .contains("against it: checkout was not asked: nobody knows whether signs")
        .contains("Not promoted.");
    assertThat(store.current()).contains(first);

    Ended forced = Trammel.run(folder, "calibrate", "promote", "cal/arm1", "--yes", "--force");
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(store.current()).contains(second);
    assertThat(store.history().get(1).despite())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("friction: slide sign failed"));
  }

  @Test
  void whatIsDoubtedIsRefusedAlsoWhereNoFailureIsLeft() throws IOException {
    Estimate.Source failed = new Estimate.Source("friction", true, "ab".repeat(32));
    Estimate doubted = new Estimate(0.1, 0.09, 0.11, 5, "by hand", true, failed);
    Estimate guess = new Estimate(0.1, 0, 1, 5, "by hand", false, failed);
    CalibrationFile file = store.add(slide(0.1)
        .with(new Parameter("slide", Quantity.DRY_FRICTION), doubted)
        .with(new Parameter("slide", Quantity.BREAKAWAY), guess)
        .with(new Parameter("sum", Quantity.BASE), doubted)
        .build());

    assertThat(PromotionCheck.objections(
            file, store, DescribedRobots.find(RobotIdentity.of(ROBOT), Optional.empty())))
        .containsExactly(
            "friction: slide dryFriction is doubted, since friction failed when it found"
                + " that; ask again, until it passes");
  }

  @Test
  void whatVerifyRefutedIsRefusedItselfAndWhatSaysSo() throws IOException {
    Optional<PlantSettings> described =
        DescribedRobots.find(RobotIdentity.of(ROBOT), Optional.empty());
    CalibrationFile file = store.add(slide(0.1).build());
    Calibration of = file.calibration();
    Judgement failed = Judgement.fail("prediction", "it moves otherwise");
    CalibrationFile says = store.add(new Calibration(
        of.subject(),
        new Calibration.Origin(NOW, "1.0", "verify", 0),
        of.estimates(),
        List.of(new KeptJudgement("verify", Optional.empty(), failed)),
        Optional.of(file.sha256())));

    assertThat(PromotionCheck.objections(says, store, described))
        .containsExactly("verify: prediction failed: it moves otherwise");
    assertThat(PromotionCheck.objections(file, store, described))
        .containsExactly("verify was asked of it later: prediction failed: it moves otherwise");
  }

  @Test
  void descendantsMayBePromotedAndNeedATaskThatKnowsTheirRobot() throws IOException {
    CalibrationFile first = store.add(slide(0.1).build());
    store.promote(first, NOW, List.of());
    CalibrationFile between = store.add(slide(0.2).after(first).made(NOW).build());
    CalibrationFile third =
        store.add(slide(0.3).after(between).made(NOW.plusSeconds(1)).build());

    RobotIdentity identity = first.calibration().subject().robot();
    Optional<PlantSettings> described = DescribedRobots.find(identity, Optional.empty());
    assertThat(described.map(PlantSettings::robot)).contains(ROBOT);
    assertThat(PromotionCheck.objections(third, store, described)).isEmpty();
    assertThat(PromotionCheck.objections(third, store, Optional.empty()))
        .singleElement()
        .asString()
        .contains("no shipped task describes its robot");
    Files.delete(between.path());
    assertThat(PromotionCheck.objections(third, store, described))
        .singleElement()
        .asString()
        .contains("does not go on from the one in force");
  }

  @Test
  void aFirstCalibrationIsShownAgainstTheDescriptionAndNeedsACheckout() throws Exception {
    CalibrationFile first = store.add(slide(0.3).build());

    Ended diff = Trammel.run(folder, "calibrate", "diff");
    Ended refused = Trammel.run(folder, "calibrate", "promote", "--yes");
    Ended unchecked = Trammel.run(folder, "calibrate", "promote", "--yes", "--unchecked");

    assertThat(diff.code()).as(diff.err()).isZero();
    for (Ended ended : List.of(diff, refused)) {
      assertThat(ended.out())
          .contains("from the description: none is in force to " + first.path().getFileName())
          .containsPattern("changed +slide damping \\[N·s/m\\] +[0-9.]+ +0.3 ± 0.006");
    }
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("against it: checkout was not asked");
    assertThat(unchecked.code()).as(unchecked.err()).isZero();
    assertThat(store.history().get(0).despite())
        .singleElement()
        .asString()
        .startsWith("checkout was not asked");
  }

  @Test
  void whereNothingButCheckoutWasAskedItIsSaidWhatToDo() throws IOException {
    CalibrationFile file = store.add(checked(Calibrations.of(ROBOT)).build());

    assertThat(PromotionCheck.objections(
            file, store, DescribedRobots.find(RobotIdentity.of(ROBOT), Optional.empty())))
        .singleElement()
        .asString()
        .startsWith("it has no number that the simulator or the robot could use")
        .endsWith("ask noise, delay or friction, then promote that");
  }

  @Test
  void aCheckoutCountsOnceItHasPassedOfAllJoints() throws IOException {
    Optional<PlantSettings> described =
        DescribedRobots.find(RobotIdentity.of(ROBOT), Optional.empty());
    Judgement sign = Judgement.pass("slide sign", "as described");
    Judgement open = Judgement.notIdentifiable("slide lower limit", "its effort was spent");

    assertThat(CheckedOut.objections(checked(slide(0.1)).build(), described)).isEmpty();
    assertThat(CheckedOut.objections(slide(0.1).with(checkout(sign)).build(), described))
        .containsExactly("checkout said nothing of slide lower limit, slide upper limit, watchdog:"
            + " ask it of the whole robot");
    Judgement limit = Judgement.pass("slide upper limit", "free up to it");
    assertThat(CheckedOut.objections(slide(0.1).with(checkout(limit)).build(), described))
        .containsExactly(
            "checkout said nothing of slide sign, slide lower limit, watchdog: ask it of"
                + " the whole robot");
    assertThat(CheckedOut.objections(checked(slide(0.1)).with(checkout(open)).build(), described))
        .containsExactly("checkout: slide lower limit is not identifiable: its effort was spent");
  }

  @Test
  void whatIsNotThereIsSaidInPlainWords() throws Exception {
    for (int i = 0; i < 5; i++) {
      store.add(slide(0.1 + i).made(NOW.plusSeconds(i)).build());
    }

    Ended file = Trammel.run(folder, "calibrate", "promote", "nothere.json");
    Ended parent = Trammel.run(folder, "calibrate", "rollback", "--to", "parent", "--yes");

    assertThat(file.code()).isEqualTo(2);
    assertThat(file.err()).contains("nothere.json: there is no such calibration, and no robot's");
    assertThat(parent.code()).isEqualTo(2);
    assertThat(parent.err()).contains("no calibration is in force there, so there is none");
    assertThatThrownBy(() -> store.find("0123"))
        .hasMessageContaining("had 0; known: 2 older ones, 20260201T000002");
  }

  private static Calibrations checked(Calibrations calibration) {
    return calibration
        .with(checkout(Judgement.pass("slide sign", "as described")))
        .with(checkout(Judgement.pass("slide lower limit", "free up to it")))
        .with(checkout(Judgement.pass("slide upper limit", "free up to it")))
        .with(checkout(Judgement.pass("watchdog", "gave up in time")));
  }

  private static KeptJudgement checkout(Judgement judgement) {
    return new KeptJudgement("checkout", Optional.of("slide"), judgement);
  }

  private static Calibrations slide(double damping) {
    return Calibrations.of(ROBOT).with("slide", Quantity.DAMPING, damping);
  }
}

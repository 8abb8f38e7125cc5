package dev.trammel.calibration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.calibration.bench.Asked;
import dev.trammel.calibration.bench.BenchRun;
import dev.trammel.calibration.bench.RawData;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.bench.SimulatedRobot;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.calibration.procedure.OtherNameplate;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What earlier runs left, for questions and for reports. */
class KeptRunsTest {

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  @TempDir
  private Path folder;

  @Test
  void verifyTakesWhatIsInForceAndOthersTheNewestDraft() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of());
    Nameplate nameplate = SimulatedRobot.nameplate(task.plant());
    CalibrationStore store = CalibrationStore.of(folder, "arm1");
    BenchOptions options = new BenchOptions();
    options.out = folder;
    Nameplate arm = OtherNameplate.named(nameplate, "arm1");
    BenchOptions verifies = new BenchOptions();
    verifies.out = folder;
    verifies.usuallyKnown = new VerifyQuestion().usuallyKnown();
    assertThat(known(verifies, arm)).isEmpty();

    CalibrationFile first = store.add(damping(task, 0.1, NOW));
    assertThat(known(verifies, arm)).contains(first);
    store.promote(first, NOW, List.of());
    CalibrationFile second = store.add(damping(task, 0.3, NOW.plusSeconds(1)));

    assertThat(known(verifies, arm)).contains(first);
    assertThat(known(options, arm)).contains(second);
    options.calibration = Optional.of("current");
    assertThat(known(options, arm)).contains(first);
    assertThat(ProcedureCommand.isKept(new VerifyQuestion(), Optional.of(first), store))
        .isFalse();
    verifies.calibration = Optional.of("latest");
    assertThat(known(verifies, arm)).contains(second);
    assertThat(ProcedureCommand.isKept(new VerifyQuestion(), Optional.of(second), store))
        .isTrue();
    assertThat(ProcedureCommand.isKept(new PreflightQuestion(), Optional.of(second), store))
        .isFalse();
    verifies.calibration = Optional.of("none");
    assertThat(known(verifies, arm)).isEmpty();
    store.rollback(NOW);
    assertThatThrownBy(() -> known(options, arm)).isInstanceOf(UsageException.class);
  }

  @Test
  void whatIsFoundStandsBesideWhatWasKnownOfTheSameEncoder() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of());
    Nameplate plain = SimulatedRobot.nameplate(task.plant());
    Parameter offset = new Parameter("pivot", Quantity.OFFSET);
    CalibrationFile inForce = CalibrationFile.of(Calibrations.of(task.plant().robot())
        .with(offset.part(), offset.quantity(), 0.125)
        .build());
    Nameplate nameplate = OtherNameplate.calibrated(plain, inForce.sha256());
    Optional<CalibrationFile> by = Optional.of(inForce);
    BenchRobot robot =
        new BenchRobot(task.plant(), nameplate, Optional.of(inForce.calibration()), by);
    RunRecord record = new RunRecord(
        "encoder",
        List.of("calibrate", "encoder"),
        nameplate,
        NOW,
        "test",
        Map.of(),
        Map.of("seconds", 1.0, "share", 0.25, "moves", true, "joints", List.of()));
    BenchRun run = BenchRun.create(folder, record, task.source(), by, by);
    RawData.create(run.folder(), nameplate.spec());
    Findings found = new Findings(
            Map.of(offset, new Estimate(0, -0.001, 0.001, 5, "by hand", true)),
            List.of(),
            List.of(),
            Map.of())
        .withData("ab".repeat(32));
    Asked asked =
        new Asked(new Calibration.Origin(NOW, "test", "encoder", 0), List.of(0), Map.of());

    RunAgain again = RunAgain.of(robot, record, found, run, asked);

    assertThat(again.findings().estimates().get(offset))
        .satisfies(estimate -> assertThat(estimate.value()).isEqualTo(0.125));
    assertThat(again.html()).contains("parameters of the raw readings");
    assertThat(again.json()).contains("\"value\": 0.125", "\"value_before\": 0.125");
    assertThat(again.draft().calibration().estimates().get(offset))
        .satisfies(estimate -> assertThat(estimate.value()).isEqualTo(0.125));
  }

  private static Optional<CalibrationFile> known(BenchOptions options, Nameplate nameplate)
      throws IOException {
    return BenchKnowledge.of(options, nameplate).known();
  }

  private static Calibration damping(Task task, double value, Instant made) {
    return Calibrations.of(task.plant().robot())
        .with("pivot", Quantity.DAMPING, value)
        .made(made)
        .build();
  }

  @Test
  void aRunThatBrokeOffAfterItsLastRecordingIsNoPassedOne() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of());
    RunRecord record = new RunRecord(
        "preflight",
        List.of("calibrate", "preflight", "--device", "sim", "--task", "joint-bench"),
        SimulatedRobot.nameplate(task.plant()),
        NOW,
        "test",
        Map.of(),
        Map.of());
    BenchRun run =
        BenchRun.create(folder, record, task.source(), Optional.empty(), Optional.empty());

    int nobody = report(run);
    run.breakOff(new IllegalStateException("LEASE was answered with EXPIRED"));
    int why = report(run);

    assertThat(List.of(nobody, why)).containsOnly(3);
    assertThat(Files.readString(run.folder().resolve(BenchRun.REPORT)))
        .contains("It was broken off before its first recording: LEASE was answered with EXPIRED");
  }

  @Test
  void aReportEndsAsTheCommandDidThatAsked() {
    Findings passed = judged(Judgement.pass("watchdog", "gave up in time"));
    Findings open = judged(Judgement.notIdentifiable("watchdog", "the link is too uneven"));
    Findings failed = judged(Judgement.fail("watchdog", "it has none"));

    for (Question question : List.of(new CheckoutQuestion(), new NoiseQuestion())) {
      assertThat(ProcedureCommand.exitCode(question, passed)).isZero();
      assertThat(ProcedureCommand.exitCode(question, failed)).isEqualTo(3);
      assertThat(ProcedureCommand.exitCode(question, open)).isEqualTo(question.mustPass() ? 3 : 0);
    }
  }

  private static Findings judged(Judgement judgement) {
    return new Findings(Map.of(), List.of(judgement), List.of(), Map.of());
  }

  @Test
  void ofEachRobotTheRunIsKnownThatWasMadeLast() throws IOException {
    Path first = Files.createDirectories(folder.resolve("arm1/runs/20260301T101500Z-noise"));
    Path last = Files.createDirectories(folder.resolve("arm1/runs/20260301T101600Z-delay"));
    Path other = Files.createDirectories(folder.resolve("arm2/runs/20260301T101700Z-noise"));
    for (Path run : List.of(first, last, other)) {
      Files.createFile(run.resolve(BenchRun.RUN));
    }

    assertThat(BenchRun.newestOfEachRobot(folder))
        .extracting(BenchRun::folder)
        .containsExactly(last, other);
    assertThat(BenchRun.newestOfEachRobot(folder.resolve("arm1"))).hasSize(1);
  }

  private static int report(BenchRun run) {
    return new CommandLine(new ReportCommand()).execute(run.folder().toString());
  }
}

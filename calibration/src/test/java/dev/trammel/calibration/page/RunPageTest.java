package dev.trammel.calibration.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.bench.KeptFile;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.EmulatedBench;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people see of one run at the bench. */
class RunPageTest {

  private static String page = "";

  @BeforeAll
  static void look() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"), List.of());
    EmulatedBench bench = new EmulatedBench(EmulatedRobot.of(
        task, new EmulatedRobot.Choice("cart1", 1, Hidden.of("matching", 1), true)));
    bench.open();
    Recording rest = bench.listen(40);
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());
    page = RunPage.of(new AnsweredRun(
        robot,
        "How hard it rubs.",
        record(robot),
        findings(),
        Optional.empty(),
        List.of(new KeptFile("0001-rest.mcap", Optional.of(rest))),
        "f".repeat(64)));
  }

  @Test
  void whatANumberTakesForGrantedStandsBesideIt() {
    assertThat(page)
        .contains("<th>holds if</th>", "<td>its motors are as strong as described</td>")
        .contains(">dryFriction [N], if its motors are as strong as described</text>");
  }

  private static RunRecord record(BenchRobot robot) {
    return new RunRecord(
        "friction",
        List.of("calibrate", "friction"),
        robot.nameplate(),
        Instant.parse("2026-11-22T10:57:59.760400410Z"),
        "development",
        Map.of("temperature", "21"),
        Map.of(
            "seconds",
            12.5,
            "share",
            0.25,
            "moves",
            true,
            "joints",
            List.of(Map.of("joint", "slide", "least", -0.3, "most", 0.25))));
  }

  private static Findings findings() {
    return new Findings(
        Map.of(
            new Parameter("slide", Quantity.DRY_FRICTION),
            new Estimate(0.107, 0.1, 0.114, 5, "by hand", true).under(Premise.DESCRIBED_STRENGTH)),
        List.of(
            Judgement.pass("slide dry friction", "0.107 N"),
            Judgement.notIdentifiable("slide damping", "too slow"),
            Judgement.fail("slide residual", "not white")),
        List.of(),
        Map.of());
  }

  @Test
  void whatFailedStandsFirst() {
    assertThat(page.indexOf("slide residual")).isLessThan(page.indexOf("slide damping"));
    assertThat(page.indexOf("slide damping")).isLessThan(page.indexOf("slide dry friction"));
  }

  @Test
  void itSaysWhatWasAskedOfWhichRobotAndWhen() {
    assertThat(page)
        .contains(
            "cart1: friction",
            "Asked of cart1 (emulated) on 22 November 2026, 10:57 UTC",
            "How hard it rubs.",
            "condition temperature");
  }

  @Test
  void thePlanStandsBesideWhatWasReached() {
    assertThat(page)
        .contains("12.5 s of motions within 25 %", "−0.3 … 0.25", "speed, planned [m/s]");
  }

  @Test
  void readingsAreShownOverTimeWithTheirOwnUnits() {
    assertThat(page).contains("What was read [m]", "What was read [rad/s]", "0001-rest.mcap");
  }

  @Test
  void whatSlidesHasNoTurningUnit() {
    assertThat(page).contains("dryFriction [N]").doesNotContain("dryFriction [N·m]");
  }
}

package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightTest {

  private static Judgement link(boolean virtualTime) throws IOException {
    Task task = TestBench.read("joint-bench");
    EmulatedBench bench = new EmulatedBench(EmulatedRobot.of(
        task, new EmulatedRobot.Choice("robot", 1, Hidden.described(), virtualTime)));
    bench.open();
    bench.answerPings(0.13);
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());
    return new Preflight(1000)
        .run(new DirectSession(robot, bench, 0)).judgements().stream()
            .filter(each -> each.subject().equals("link"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aSlowWayFailsWhereTimeGoesOnMeanwhile() throws IOException {
    assertThat(link(false).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(link(false).reason()).endsWith("use a cable, or a nearer broker");
  }

  @Test
  void aSlowWayPassesWhereTimeWaitsAndNobodyIsToldToMendIt() throws IOException {
    assertThat(link(true).verdict()).isEqualTo(Verdict.PASS);
    assertThat(link(true).reason())
        .endsWith("that is slow, but this robot's time waits for it")
        .doesNotContain("cable");
  }
}

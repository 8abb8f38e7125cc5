package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the weight tells of an arm, and what it cannot tell. */
class GravityTest {

  @Test
  void aWeightDoesNotTellTheAngleOfAnUprightJoint() throws Exception {
    Task task = TestBench.read("arm-bench");
    EmulatedBench bench = new EmulatedBench(EmulatedRobot.of(
        task, new EmulatedRobot.Choice("robot", 1, Hidden.of("offset=0.02", 0), true)));
    bench.open();
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());

    Findings found = new Gravity().run(new DirectSession(robot, bench, 0, 1).asking(List.of(0, 1)));

    assertThat(verdict(found, "joint1 offset")).isEqualTo(Judgement.Verdict.NOT_IDENTIFIABLE);
    assertThat(found.estimates().get(new Parameter("joint1", Quantity.OFFSET)))
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            some -> assertThat(some.identifiable()).isFalse());
    assertThat(verdict(found, "joint2 offset")).isEqualTo(Judgement.Verdict.PASS);
  }

  private static Judgement.Verdict verdict(Findings found, String subject) {
    return found.judgements().stream()
        .filter(judgement -> judgement.subject().equals(subject))
        .map(Judgement::verdict)
        .findFirst()
        .orElseThrow();
  }
}

package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the weight tells of an arm, and what it cannot tell. */
class GravityTest {

  @Test
  void aWeightDoesNotTellTheAngleOfAnUprightJoint() throws Exception {
    Findings found =
        new Gravity().run(JointBench.session("arm-bench", List.of(0, 1), "offset=0.02", 0));

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

package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.hidden.Hidden;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TorqueTest {

  /** A weight that is off looks like a motor that is, and is far more usual. */
  @Test
  void aLinkThatWeighsOtherwiseIsNotBlamedOnItsMotor() throws Exception {
    Task task = TestBench.read("joint-bench");
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    for (long seed = 0; seed < 10; seed++) {
      BenchSession session = TestBench.session(task, Hidden.of("mass=0.4,friction", seed));

      Findings findings = new Torque().run(session);

      Judgement strength = findings.judgements().get(0);
      Estimate found = TestBench.estimate(findings, "pivot", Quantity.STRENGTH);
      assertThat(found.identifiable()).isEqualTo(strength.verdict() == Verdict.PASS);
      seen.add(strength.verdict());
    }

    assertThat(seen).containsExactlyInAnyOrder(Verdict.PASS, Verdict.NOT_IDENTIFIABLE);
  }
}

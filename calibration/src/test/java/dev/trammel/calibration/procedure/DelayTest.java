package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Judgement.Verdict;
import org.junit.jupiter.api.Test;

class DelayTest {

  @Test
  void aDelayIsFoundWithinHalfAPeriod() throws Exception {
    BenchSession session = JointBench.session("delay=0.0063,mass=1.2..1.2,friction", 3);

    Findings found = new Delay().run(session);

    assertThat(found.numbers().get("pivot_effective_delay_seconds"))
        .isCloseTo(0.0063, within(0.5e-3));
    assertThat(found.judgements())
        .allSatisfy(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.PASS));
  }

  @Test
  void aLagCountsAsDelayAndIsSeen() throws Exception {
    Findings found = new Delay().run(JointBench.session("delay=0.002,lag=0.01", 4));

    assertThat(found.numbers().get("pivot_effective_delay_seconds")).isCloseTo(0.012, within(1e-3));
  }
}

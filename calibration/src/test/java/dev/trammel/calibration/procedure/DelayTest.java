package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Quantity;
import org.junit.jupiter.api.Test;

class DelayTest {

  @Test
  void aDelayIsFoundWithinHalfAPeriod() throws Exception {
    BenchSession session = JointBench.session("delay=0.0063,mass=1.2..1.2,friction", 0);

    Findings found = new Delay().run(session);

    assertThat(found.numbers().get("pivot_effective_delay_seconds"))
        .isCloseTo(0.0063, within(0.5e-3));
    assertThat(found.judgements())
        .allSatisfy(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.PASS));
    assertThat(kept(found)).isCloseTo(0.0063, within(0.5e-3));
  }

  /** What a simulator makes of it: both numbers must be known, whichever of them is late. */
  private static double kept(Findings found) {
    Estimate delay = TestBench.estimate(found, "pivot", Quantity.DELAY);
    Estimate lag = TestBench.estimate(found, "pivot", Quantity.LAG);
    assertThat(delay.identifiable() && lag.identifiable()).isTrue();
    return delay.value() + lag.value();
  }

  @Test
  void aLagCountsAsDelayAndIsSeen() throws Exception {
    Findings found = new Delay().run(JointBench.session("delay=0.002,lag=0.01", 0));

    assertThat(found.numbers().get("pivot_effective_delay_seconds")).isCloseTo(0.012, within(1e-3));
    assertThat(kept(found)).isCloseTo(0.012, within(1e-3));
  }
}

package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.MotorEffects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {

  @Test
  void aDelayIsFoundWithinHalfAPeriod() throws Exception {
    BenchSession session = JointBench.session("delay=0.0063,mass=1.2..1.2,friction", 0);

    Findings found = new Delay().run(session);

    assertThat(found.numbers().get("pivot_effective_delay_seconds"))
        .isCloseTo(0.0063, within(0.5e-3));
    assertThat(found.judgements())
        .anySatisfy(judgement -> assertThat(judgement.reason()).startsWith("readings come on time"))
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

  /** A regression of its noisy accelerations finds 18 ms, and 24. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void aLightWristsDelayIsFoundThoughItsFrictionHidesItFromARegression(long seed) throws Exception {
    Hidden hidden = Hidden.of("matching", seed);
    Task task = TestBench.read("arm-bench");
    MotorEffects wrist = hidden
        .truth(task.plant().robot(), task.plant().world().gravity())
        .joints()
        .get(6)
        .motor();

    Findings found = new Delay().run(JointBench.session("arm-bench", List.of(6), "matching", seed));

    assertThat(found.numbers().get("joint7_effective_delay_by_regression_seconds"))
        .isNotCloseTo(wrist.delay(), within(5e-3));
    assertThat(found.numbers().get("joint7_effective_delay_seconds"))
        .isCloseTo(wrist.delay(), within(1e-3));
    assertThat(found.judgements())
        .allSatisfy(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.PASS));
  }
}

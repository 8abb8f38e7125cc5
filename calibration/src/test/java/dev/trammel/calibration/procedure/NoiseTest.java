package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import org.junit.jupiter.api.Test;

class NoiseTest {

  @Test
  void aRobotAtRestTellsTheNoiseOfItsSensors() throws Exception {
    Findings findings = new Noise(20).run(TestBench.session("joint-bench", 1));

    assertThat(findings.judgements())
        .noneMatch(judgement -> judgement.verdict() == Judgement.Verdict.FAIL);
    assertThat(TestBench.estimate(findings, "pivot", Quantity.POSITION_NOISE).value())
        .isCloseTo(2e-4, within(1e-5));
    assertThat(TestBench.estimate(findings, "pivot", Quantity.VELOCITY_NOISE).value())
        .isCloseTo(0.01, within(5e-4));
    assertThat(TestBench.estimate(findings, "pivot", Quantity.QUANTUM).value())
        .isCloseTo(2 * Math.PI / 16384, within(1e-9));
    assertThat(findings.figures()).hasSize(1);
  }
}

package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.procedure.Encoder.KnownPoses;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.hidden.EncoderEffects;
import dev.trammel.hardware.hidden.Hidden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void whatAHiddenEncoderReadsIsFoundAtKnownPoses(long seed) throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("sign,gear,offset,eccentricity", seed);
    EncoderEffects truth = hidden
        .truth(task.plant().robot(), task.plant().world().gravity())
        .joints()
        .get(0)
        .encoder();

    Findings findings = new Encoder(KnownPoses.PLACED).run(TestBench.session(task, hidden));

    assertThat(value(findings, Quantity.SIGN)).isEqualTo(truth.sign());
    assertThat(value(findings, Quantity.GEAR)).isCloseTo(truth.gear(), within(1e-12));
    assertThat(value(findings, Quantity.OFFSET)).isCloseTo(truth.offset(), within(4.8e-4));
    assertThat(findings.judgements())
        .allMatch(judgement -> judgement.verdict() == Judgement.Verdict.PASS);
  }

  private static double value(Findings findings, Quantity quantity) {
    return TestBench.estimate(findings, "pivot", quantity).value();
  }

  @Test
  void aRobotThatGoesToPosesByItselfTellsNothingOfItsEncoders() throws Exception {
    Findings findings = new Encoder(KnownPoses.MOVED).run(TestBench.session("joint-bench", 0));

    assertThat(findings.estimates()).isEmpty();
    assertThat(findings.judgements().get(0).verdict())
        .isEqualTo(Judgement.Verdict.NOT_IDENTIFIABLE);
  }
}

package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import org.junit.jupiter.api.Test;

class SlowPassesTest {

  @Test
  void aRobotAsDescribedHasItsFullStrength() throws Exception {
    Findings findings = new Torque().run(TestBench.session("joint-bench", 0));

    assertThat(findings.judgements())
        .allMatch(judgement -> judgement.verdict() == Judgement.Verdict.PASS);
    assertThat(TestBench.estimate(findings, "pivot", Quantity.STRENGTH).value())
        .isCloseTo(1, within(0.005));
  }

  @Test
  void aRobotAsDescribedWeighsWhatItShould() throws Exception {
    Findings findings = new Gravity().run(TestBench.session("joint-bench", 0));

    assertThat(findings.judgements())
        .allMatch(judgement -> judgement.verdict() == Judgement.Verdict.PASS);
    assertThat(TestBench.estimate(findings, "lever.mcz", Quantity.BASE).value())
        .isCloseTo(-0.3, within(0.003));
    assertThat(TestBench.estimate(findings, "pivot", Quantity.OFFSET).value())
        .isCloseTo(0, within(0.002));
  }

  @Test
  void aMotorTooWeakToHoldItsLoadTellsNothing() throws Exception {
    Findings findings =
        new Torque().run(TestBench.session("joint-bench", 0, "plant.actuators[0].limit=2"));

    assertThat(findings.estimates()).isEmpty();
    assertThat(findings.judgements()).hasSize(1);
    assertThat(findings.judgements().get(0).verdict())
        .isEqualTo(Judgement.Verdict.NOT_IDENTIFIABLE);
    assertThat(findings.judgements().get(0).reason()).contains("raise --share");
  }

  @Test
  void thePassesAreCentredOnThePoseAndEvenWhereTheyCount() {
    double[] reach = {0.35};
    PassReference reference = new PassReference(new double[] {1}, reach, 0.5, 0.1);
    double[] q = new double[1];
    double[] qd = new double[1];
    double[] qdd = new double[1];
    for (boolean isDown : new boolean[] {true, false}) {
      double[] window = reference.window(isDown, 0.6);
      double sense = isDown ? -1 : 1;
      for (int end = 0; end < 2; end++) {
        reference.at(window[end], q, qd, qdd);
        assertThat(q[0]).isCloseTo(1 + sense * (2 * end - 1) * 0.6 * 0.35, within(1e-12));
        assertThat(qd[0]).isCloseTo(sense * 0.5 * 0.35, within(1e-12));
        assertThat(qdd[0]).isZero();
      }
    }
    reference.at(reference.seconds(), q, qd, qdd);
    assertThat(q[0]).isCloseTo(1, within(1e-9));
  }
}

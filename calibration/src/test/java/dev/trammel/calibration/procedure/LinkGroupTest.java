package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.inertial.LinkFigures;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing passes that was not looked at. */
class LinkGroupTest {

  private static BenchRobot lever() throws IOException {
    return JointBench.session("matching", 1).robot();
  }

  private static Findings links(double sigma, boolean isTold) throws IOException {
    FindingsBuilder findings = new FindingsBuilder();
    int figures = LinkFigures.QUANTITIES.size();
    double[][] values = {new double[figures]};
    double[][] sigmas = {new double[figures]};
    Arrays.fill(values[0], 1);
    Arrays.fill(sigmas[0], sigma);
    new LinkGroup(2, 5, "by hand", isTold).add(findings, lever(), new LinkFigures(values, sigmas));
    return findings.build();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, true, PASS, true",
    "0.4, true, NOT_IDENTIFIABLE, true",
    "0.1, false, NOT_IDENTIFIABLE, false"
  })
  void linksAreAppliedTogetherOrNotAtAll(
      double sigma, boolean isTold, Verdict verdict, boolean isApplied) throws IOException {
    Findings findings = links(sigma, isTold);

    assertThat(findings.judgements()).extracting(Judgement::verdict).containsExactly(verdict);
    assertThat(findings.estimates().values())
        .allMatch(estimate -> estimate.identifiable() == isApplied);
  }

  @Test
  void aJointThatDidNotMoveIsNotSaidToHaveItsOwnActuator() throws IOException {
    double[] times = new double[201];
    Arrays.setAll(times, t -> 0.004 * t);
    Trace still = new Trace(
        times,
        Arrays.copyOf(times, 200),
        new double[201][1],
        new double[201][1],
        new double[200][1]);

    assertThat(MappingCheck.judgements(lever(), List.of(still)))
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.NOT_IDENTIFIABLE);
  }

  @Test
  void whatEndedAMotionIsNotBlamedOnASign() {
    Judgement judgement = FitSim.brokenOff("FAULT LIMIT");

    assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judgement.reason()).contains("FAULT LIMIT", "limit").doesNotContain("sign");
  }
}

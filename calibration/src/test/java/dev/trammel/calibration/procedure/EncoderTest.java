package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.procedure.Encoder.KnownPoses;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.EncoderEffects;
import dev.trammel.hardware.hidden.Hidden;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void whatAHiddenEncoderReadsIsFoundAtKnownPoses(long seed) throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("sign,gear,offset,eccentricity", seed);
    EncoderEffects truth = encoder(task, hidden);

    Findings findings = new Encoder(KnownPoses.PLACED, 0).run(TestBench.session(task, hidden));

    assertThat(value(findings, Quantity.SIGN)).isEqualTo(truth.sign());
    assertThat(value(findings, Quantity.GEAR)).isCloseTo(truth.gear(), within(1e-12));
    assertThat(value(findings, Quantity.OFFSET)).isCloseTo(truth.offset(), within(4.8e-4));
    assertThat(findings.judgements()).allMatch(judgement -> judgement.verdict() == Verdict.PASS);
  }

  private static EncoderEffects encoder(Task task, Hidden hidden) {
    return hidden
        .truth(task.plant().robot(), task.plant().world().gravity())
        .joints()
        .get(0)
        .encoder();
  }

  private static double value(Findings findings, Quantity quantity) {
    return TestBench.estimate(findings, "pivot", quantity).value();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3})
  void endStopsTellSignGearAndOffset(long seed) throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("sign,gear,offset,friction", seed);
    EncoderEffects truth = encoder(task, hidden);

    Findings findings = new Encoder(KnownPoses.STOPS, 0.001).run(TestBench.session(task, hidden));

    assertThat(findings.judgements())
        .allSatisfy(judgement ->
            assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.PASS));
    assertThat(value(findings, Quantity.SIGN)).isEqualTo(truth.sign());
    assertThat(value(findings, Quantity.GEAR)).isCloseTo(truth.gear(), within(1e-12));
    assertThat(value(findings, Quantity.OFFSET)).isCloseTo(truth.offset(), within(4.8e-4));
  }

  @Test
  void lostCountsAreSeenOnTheWayBackToTheSameStop() throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("offset,lost-counts=0.3", 1);

    Findings findings = new Encoder(KnownPoses.STOPS, 0.001).run(TestBench.session(task, hidden));

    assertThat(findings.judgements().get(0).verdict()).isEqualTo(Verdict.FAIL);
    double count = 2 * Math.PI / 16384;
    assertThat(findings.numbers().get("pivot_lost_per_unit_of_travel"))
        .isCloseTo(0.3 * count, within(0.03 * count));
    assertThat(TestBench.estimate(findings, "pivot", Quantity.OFFSET).identifiable())
        .isFalse();
  }

  @Test
  void aRobotThatKeepsItsJointsFromTheirStopsIsToldSo() throws Exception {
    Findings findings =
        new Encoder(KnownPoses.STOPS, 0.001).run(TestBench.session("joint-bench", 0));

    assertThat(findings.estimates()).isEmpty();
    assertThat(findings.judgements().get(0).verdict()).isEqualTo(Verdict.NOT_IDENTIFIABLE);
    assertThat(findings.judgements().get(0).reason())
        .contains("the robot enforces −2.2 … 2.2", "have it enforce −2.42 … 2.42");
  }

  @Test
  void whoTakesShortMotionsComesToItsStopsInMoreOfThem() throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("sign,gear,offset,friction", 0);
    EncoderEffects truth = encoder(task, hidden);

    Findings findings =
        new Encoder(KnownPoses.STOPS, 0.001).run(TestBench.session(task, hidden, 2900));

    assertThat(findings.judgements()).allMatch(judgement -> judgement.verdict() == Verdict.PASS);
    assertThat(value(findings, Quantity.OFFSET)).isCloseTo(truth.offset(), within(4.8e-4));
  }

  @Test
  void whoTakesNoMotionThatIsLongEnoughForAVisitIsToldSo() throws Exception {
    Task task = TestBench.read("joint-bench");

    Findings findings = new Encoder(KnownPoses.STOPS, 0.001)
        .run(TestBench.session(task, Hidden.of("friction", 0), 2000));

    assertThat(findings.judgements().get(0).verdict()).isEqualTo(Verdict.NOT_IDENTIFIABLE);
    assertThat(findings.judgements().get(0).reason())
        .contains("a visit to an end stop takes ", "the robot takes 2000 at most in one motion");
  }

  /** Joint 7 weighs next to nothing, and rubs by more than what its motion presses with. */
  @Test
  void aLightWristThatSticksComesToItsStopsAllTheSame() throws Exception {
    Task task = TestBench.read("arm-bench");
    EmulatedBench bench = new EmulatedBench(EmulatedRobot.of(
        task, new EmulatedRobot.Choice("robot", 1, Hidden.of("matching", 1), true)));
    bench.open();
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());

    Findings findings = new Encoder(KnownPoses.STOPS, 0.001)
        .run(new DirectSession(robot, bench, 0, 2).asking(List.of(6)));

    assertThat(findings.judgements()).allMatch(judgement -> judgement.verdict() == Verdict.PASS);
    assertThat(TestBench.estimate(findings, "joint7", Quantity.GEAR).value()).isEqualTo(1);
  }
}

package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a calibration keeps of one question after the other, asked of an arm. */
class DraftTest {

  private static final String DATA = "ab".repeat(32);
  private static final List<Integer> ALL = List.of(0, 1, 2, 3, 4, 5, 6);
  private static final Parameter FRICTION = new Parameter("joint1", Quantity.DRY_FRICTION);
  private static final Parameter STRENGTH = new Parameter("joint1", Quantity.STRENGTH);
  private static final Parameter DELAY = new Parameter("joint1", Quantity.DELAY);
  private static final Parameter LAG = new Parameter("joint1", Quantity.LAG);
  private static final Parameter MASS = new Parameter("link1", Quantity.MASS);

  private BenchRobot robot;
  private Optional<CalibrationFile> known = Optional.empty();

  @BeforeEach
  void describe() throws IOException {
    robot = DescribedRobot.arm().robot();
  }

  @Test
  void theNarrowerOfTwoAnswersStays() {
    ask("friction", ALL, Map.of(FRICTION, estimate(0.2048, 0.0003)));

    Draft wide = ask("dynamics", ALL, Map.of(FRICTION, estimate(0.2, 0.02)));
    assertThat(value(wide, FRICTION)).isEqualTo(0.2048);
    assertThat(wide.remarks()).isEmpty();

    Draft other = ask("dynamics", ALL, Map.of(FRICTION, estimate(0.17, 0.01)));
    assertThat(value(other, FRICTION)).isEqualTo(0.2048);
    assertThat(other.remarks()).singleElement().satisfies(remark -> {
      assertThat(remark.verdict()).isEqualTo(Verdict.NOT_IDENTIFIABLE);
      assertThat(remark.reason())
          .isEqualTo("0.17 ± 0.01 N·m, but friction said 0.2048 ± 0.0003 N·m, which is narrower"
              + " and stays; if the robot has changed, ask friction again");
    });
  }

  @Test
  void aQuestionAskedAgainSaysThatTheRobotHasChanged() {
    ask("friction", ALL, Map.of(FRICTION, estimate(0.2048, 0.0003)));

    Draft agrees = ask("friction", ALL, Map.of(FRICTION, estimate(0.205, 0.001)));
    assertThat(value(agrees, FRICTION)).isEqualTo(0.2048);

    Draft differs = ask("friction", ALL, Map.of(FRICTION, estimate(0.3, 0.001)));
    assertThat(value(differs, FRICTION)).isEqualTo(0.3);
    assertThat(differs.remarks()).singleElement().satisfies(remark -> {
      assertThat(remark.verdict()).isEqualTo(Verdict.PASS);
      assertThat(remark.reason()).contains("friction said 0.2048 ± 0.0003 N·m before");
    });
  }

  @Test
  void whatAQuestionFoundThatFailedIsDoubtedAndGivesWay() {
    Judgement mismatch = Judgement.fail("model", "it lacks something");
    Draft first = ask("fit-sim", ALL, Map.of(FRICTION, estimate(0.25, 0.0001)), mismatch);
    assertThat(kept(first, FRICTION).source())
        .isEqualTo(new Estimate.Source("fit-sim", true, DATA));

    Draft sound = ask("friction", ALL, Map.of(FRICTION, estimate(0.21, 0.01)));
    assertThat(value(sound, FRICTION)).isEqualTo(0.21);

    Draft again = ask("fit-sim", ALL, Map.of(FRICTION, estimate(0.25, 0.0001)), mismatch);
    assertThat(value(again, FRICTION)).isEqualTo(0.21);
    assertThat(again.remarks())
        .singleElement()
        .satisfies(remark -> assertThat(remark.reason())
            .contains("is doubted, since the question failed; what friction said stays: 0.21"));
  }

  @Test
  void aJointThatFailsMakesNoOtherDoubted() {
    Parameter other = new Parameter("joint2", Quantity.DRY_FRICTION);
    Draft draft = ask(
        "friction",
        ALL,
        Map.of(FRICTION, estimate(0.2, 0.01), other, estimate(0.3, 0.01)),
        Judgement.fail("joint1 dryFriction", "it sticks"));

    assertThat(kept(draft, FRICTION).source().doubted()).isTrue();
    assertThat(kept(draft, other).source().doubted()).isFalse();
  }

  @Test
  void linksComeWithTheStrengthsTheyWereFoundByAndEffortsFollow() {
    ask("friction", ALL, Map.of(FRICTION, estimate(0.2, 0.001)));
    Draft weighed = ask("torque", ALL, Map.of(STRENGTH, estimate(0.9, 0.01)));
    assertThat(value(weighed, FRICTION)).isCloseTo(0.18, within(1e-12));

    Draft moved = ask(
        "dynamics",
        ALL,
        Map.of(STRENGTH, estimate(1, 0.2), MASS, estimate(3, 1), FRICTION, estimate(0.201, 0.05)));
    assertThat(value(moved, STRENGTH)).isEqualTo(1);
    assertThat(value(moved, MASS)).isEqualTo(3);
    assertThat(value(moved, FRICTION)).isCloseTo(0.2, within(1e-12));

    Parameter centre = new Parameter("link1", Quantity.CENTRE_X);
    Draft failed = ask(
        "fit-sim",
        ALL,
        Map.of(STRENGTH, estimate(2, 0.01), centre, estimate(1, 0.1)),
        Judgement.fail("validation", "it does not foretell"));
    assertThat(value(failed, STRENGTH)).isEqualTo(1);
    assertThat(failed.calibration().estimates()).doesNotContainKey(centre);

    Draft passed =
        ask("fit-sim", ALL, Map.of(STRENGTH, estimate(2, 0.5), centre, estimate(1, 0.1)));
    assertThat(value(passed, centre)).isEqualTo(1);
    assertThat(value(passed, FRICTION)).isCloseTo(0.4, within(1e-12));
    assertThat(passed.calibration().estimates()).doesNotContainKey(MASS);
  }

  @Test
  void aDelayGoesWithItsLag() {
    ask("delay", ALL, Map.of(DELAY, estimate(0.003, 0.0002), LAG, estimate(0.002, 0.0002)));

    Draft same =
        ask("delay", ALL, Map.of(DELAY, estimate(0.005, 0.0001), LAG, estimate(0, 0.0001)));
    assertThat(value(same, DELAY)).isEqualTo(0.005);
    assertThat(value(same, LAG)).isZero();
    assertThat(same.remarks()).isEmpty();

    Draft wider =
        ask("friction", ALL, Map.of(DELAY, estimate(0.002, 0.001), LAG, estimate(0.003, 0.001)));
    assertThat(value(wider, DELAY)).isEqualTo(0.005);
    assertThat(value(wider, LAG)).isZero();
  }

  @Test
  void aLagIsNotKeptBesideTheDelayOfAnotherAnswer() {
    ask("delay", ALL, Map.of(DELAY, guess(), LAG, estimate(0.0015, 0.0003)));

    Draft whole =
        ask("delay", ALL, Map.of(DELAY, estimate(0.005, 0.0015), LAG, estimate(0, 0.0015)));
    assertThat(value(whole, DELAY)).isEqualTo(0.005);
    assertThat(value(whole, LAG)).isZero();

    Draft open = ask("delay", ALL, Map.of(DELAY, guess(), LAG, estimate(0.0015, 0.0003)));
    assertThat(value(open, DELAY)).isEqualTo(0.005);
    assertThat(value(open, LAG)).isZero();
  }

  @Test
  void linksThatAreMostlyWiderDoNotTakeThePlaceOfNarrowerOnes() {
    Parameter inertia = new Parameter("link1", Quantity.INERTIA_XX);
    Parameter other = new Parameter("link2", Quantity.MASS);
    Map<Parameter, Estimate> good = Map.of(
        MASS,
        estimate(3, 0.01),
        inertia,
        estimate(1, 0.5),
        other,
        estimate(2, 0.01),
        STRENGTH,
        estimate(1.1, 0.1));
    ask("fit-sim", ALL, good);
    Map<Parameter, Estimate> feeble = Map.of(
        MASS,
        estimate(4, 0.5),
        inertia,
        estimate(1, 0.4),
        other,
        estimate(2, 0.5),
        STRENGTH,
        estimate(1, 0.2));

    Draft stays = ask("dynamics", ALL, feeble);
    assertThat(stays.calibration().estimates().keySet()).isEqualTo(new TreeMap<>(good).keySet());
    good.forEach(
        (parameter, estimate) -> assertThat(value(stays, parameter)).isEqualTo(estimate.value()));
    assertThat(stays.remarks()).singleElement().satisfies(remark -> {
      assertThat(remark.verdict()).isEqualTo(Verdict.NOT_IDENTIFIABLE);
      assertThat(remark.reason()).contains("link1 mass is 4 ± 0.5 kg, but fit-sim said 3");
    });

    Draft again = ask("fit-sim", ALL, feeble);
    feeble.forEach(
        (parameter, estimate) -> assertThat(value(again, parameter)).isEqualTo(estimate.value()));
  }

  @Test
  void whatDoesNotChangeByItselfDoesNotPassWhenItHas() {
    Parameter sign = new Parameter("joint1", Quantity.SIGN);
    ask("encoder", ALL, Map.of(sign, estimate(1, 0)));

    Draft flipped = ask("encoder", ALL, Map.of(sign, estimate(-1, 0)));
    assertThat(value(flipped, sign)).isEqualTo(-1);
    assertThat(flipped.remarks())
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.NOT_IDENTIFIABLE);
  }

  @Test
  void aFailureStaysUntilTheSameQuestionIsAskedOfTheSameJoint() {
    ask("checkout", ALL, Map.of(), Judgement.fail("joint1 motor", "swapped"));
    ask("preflight", ALL, Map.of(), Judgement.pass("clock", "well"));
    ask("delay", ALL, Map.of(), Judgement.fail("clock", "not in time"));
    assertThat(failures()).containsExactly("joint1 motor", "clock");

    ask("preflight", ALL, Map.of(), Judgement.pass("clock", "well"));
    ask("encoder", ALL, Map.of(), Judgement.pass("joint1 motor", "not its business"));
    ask("checkout", List.of(1), Map.of(), Judgement.pass("joint2 sign", "as described"));
    assertThat(failures()).containsExactly("joint1 motor", "clock");

    ask("checkout", List.of(0), Map.of(), Judgement.pass("joint1 sign", "as described"));
    assertThat(failures()).containsExactly("clock");

    ask("delay", List.of(3), Map.of(), Judgement.pass("joint4 delay", "5 ms"));
    assertThat(failures()).isEmpty();
    assertThat(known.orElseThrow().calibration().judgements())
        .filteredOn(judgement -> judgement.question().equals(Draft.CHECKOUT))
        .hasSize(2);
  }

  @Test
  void onlyWhatCountsIsNews() {
    Judgement open = Judgement.notIdentifiable("joint1 encoder", "it found no stop");
    assertThat(ask("encoder", ALL, Map.of(), open).isNews()).isFalse();
    assertThat(ask("friction", ALL, Map.of(FRICTION, estimate(0.2, 0.01))).isNews())
        .isTrue();
    assertThat(ask("friction", ALL, Map.of(FRICTION, estimate(0.2, 0.05))).isNews())
        .isFalse();
    Judgement sign = Judgement.pass("joint1 sign", "as described");
    assertThat(ask("checkout", ALL, Map.of(), sign).isNews()).isTrue();
    assertThat(ask("checkout", ALL, Map.of(), sign).isNews()).isFalse();
    assertThat(ask("delay", ALL, Map.of(), Judgement.fail("clock", "late")).isNews())
        .isTrue();
  }

  private List<String> failures() {
    return known.orElseThrow().calibration().judgements().stream()
        .filter(judgement -> judgement.verdict() == Verdict.FAIL)
        .map(judgement -> judgement.said().subject())
        .toList();
  }

  /** Asks, and goes on from what follows. */
  private Draft ask(
      String question,
      List<Integer> joints,
      Map<Parameter, Estimate> found,
      Judgement... judgements) {
    Calibration.Origin origin = new Calibration.Origin(Instant.EPOCH, "test", question, 0);
    Findings findings = new Findings(
        new TreeMap<>(found), new ArrayList<>(Arrays.asList(judgements)), List.of(), Map.of());
    Draft draft =
        Draft.of(robot, known, findings.withData(DATA), new Asked(origin, joints, Map.of()));
    known = Optional.of(CalibrationFile.of(draft.calibration()));
    return draft;
  }

  private static Estimate estimate(double value, double half) {
    return new Estimate(value, value - half, value + half, 5, "said", true);
  }

  private static Estimate guess() {
    return new Estimate(0.003, 0, 0.03, 5, "said", false);
  }

  private static double value(Draft draft, Parameter parameter) {
    return kept(draft, parameter).value();
  }

  private static Estimate kept(Draft draft, Parameter parameter) {
    return Optional.ofNullable(draft.calibration().estimates().get(parameter)).orElseThrow();
  }
}

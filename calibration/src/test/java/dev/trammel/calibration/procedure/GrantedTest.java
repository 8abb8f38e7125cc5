package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.bench.Asked;
import dev.trammel.calibration.bench.Draft;
import dev.trammel.calibration.bench.SimulatedRobot;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose word numbers in N·m and kg rest on, of a cart whose pole has no motor. */
class GrantedTest {

  private static final Parameter STRENGTH = new Parameter("slide", Quantity.STRENGTH);
  private static final Parameter FRICTION = new Parameter("slide", Quantity.DRY_FRICTION);
  private static final Parameter DELAY = new Parameter("slide", Quantity.DELAY);
  private static final Parameter POLE = new Parameter("hinge", Quantity.DAMPING);
  private static final Parameter MASS = new Parameter("cart", Quantity.MASS);
  private static final Parameter CENTRE = new Parameter("cart", Quantity.CENTRE_X);

  private static final Estimate BELIEVED =
      new Estimate(1.07, 0.86, 1.28, 9, Dynamics.BELIEVED, true);

  private Task task = TestBench.read("cartpole-swingup");
  private Optional<CalibrationFile> known = Optional.empty();

  GrantedTest() throws IOException {}

  @BeforeEach
  void isThatCart() {
    assertThat(robot().nameplate().joints()).containsExactly("slide", "hinge");
  }

  @Test
  void whereNobodyMeasuredAStrengthEffortsAndMassesRestOnTheDescribedOne() {
    Findings found = Granted.in(
        robot(),
        findings(Map.of(
            FRICTION, estimate(2, 0.01),
            POLE, estimate(0.1, 0.01),
            MASS, estimate(1, 0.01),
            CENTRE, estimate(0.1, 0.01),
            DELAY, estimate(0.004, 0.001))));

    assertThat(found.estimates().values())
        .extracting(estimate -> estimate.source().premise())
        .hasSize(5);
    for (Parameter counted : List.of(FRICTION, POLE, MASS)) {
      assertThat(premise(found, counted)).isEqualTo(Premise.DESCRIBED_STRENGTH);
    }
    for (Parameter free : List.of(CENTRE, DELAY)) {
      assertThat(premise(found, free)).isEqualTo(Premise.NONE);
    }
  }

  @Test
  void aStrengthByAWeightHandsItsPremiseToWhateverIsCountedByIt() {
    Findings rubs = Granted.in(robot(), findings(Map.of(FRICTION, estimate(2, 0.01))));
    keep("friction", rubs);
    keep(
        "torque", findings(Map.of(STRENGTH, estimate(0.9, 0.001).under(Premise.DESCRIBED_WEIGHT))));

    Estimate kept = Optional.ofNullable(
            known.orElseThrow().calibration().estimates().get(FRICTION))
        .orElseThrow();
    assertThat(kept.value()).isEqualTo(1.8);
    assertThat(kept.source().premise()).isEqualTo(Premise.DESCRIBED_WEIGHT);
    Findings later =
        Granted.in(robot(), findings(Map.of(FRICTION, estimate(2, 0.01), MASS, estimate(1, 0.01))));
    assertThat(premise(later, FRICTION)).isEqualTo(Premise.DESCRIBED_WEIGHT);
    assertThat(premise(later, MASS)).isEqualTo(Premise.DESCRIBED_WEIGHT);
  }

  @Test
  void whatIsCountedByAStrengthThatIsOnlyBelievedRestsOnAllOfThemTogether() {
    keep("dynamics", findings(Map.of(STRENGTH, BELIEVED)));

    Findings found = Granted.in(robot(), findings(Map.of(FRICTION, estimate(2, 0.01))));

    assertThat(premise(found, FRICTION)).isEqualTo(Premise.DESCRIBED_STRENGTHS);
  }

  @Test
  void soDoesWhatAQuestionFindsBesideSuchStrengths() {
    Findings found = Granted.in(
        robot(),
        findings(Map.of(STRENGTH, BELIEVED, FRICTION, estimate(2, 0.01), MASS, estimate(1, 0.01))));

    assertThat(found.estimates().values())
        .extracting(estimate -> estimate.source().premise())
        .containsOnly(Premise.DESCRIBED_STRENGTHS);
  }

  @Test
  void linksThatComeWithABelievedStrengthBringItsPremiseToFrictionThatWasKnownBefore() {
    keep("friction", Granted.in(robot(), findings(Map.of(FRICTION, estimate(2, 0.01)))));
    keep(
        "torque", findings(Map.of(STRENGTH, estimate(0.9, 0.001).under(Premise.DESCRIBED_WEIGHT))));
    keep("dynamics", findings(Map.of(STRENGTH, BELIEVED, MASS, estimate(1, 0.2))));

    Estimate kept = Optional.ofNullable(
            known.orElseThrow().calibration().estimates().get(FRICTION))
        .orElseThrow();
    assertThat(kept.value()).isCloseTo(2 * 1.07, within(1e-12));
    assertThat(kept.source().premise()).isEqualTo(Premise.DESCRIBED_STRENGTHS);
  }

  @Test
  void afterTorqueMassesAreSaidToHoldIfItWeighsAsDescribed() {
    keep(
        "torque", findings(Map.of(STRENGTH, estimate(0.9, 0.001).under(Premise.DESCRIBED_WEIGHT))));

    assertThat(FittedEstimates.masses(Granted.ofLinks(robot(), Map.of())).reason())
        .contains("masses hold if it weighs as described; a scale")
        .doesNotContain("torque");
  }

  private BenchRobot robot() {
    return new BenchRobot(
        task.plant(),
        SimulatedRobot.nameplate(task.plant()),
        known.map(CalibrationFile::calibration));
  }

  private void keep(String question, Findings found) {
    Calibration.Origin origin = new Calibration.Origin(Instant.EPOCH, "test", question, 0);
    Asked asked = new Asked(origin, List.of(0), Map.of());
    known = Optional.of(CalibrationFile.of(
        Draft.of(robot(), known, found.withData("ab".repeat(32)), asked).calibration()));
  }

  private static Findings findings(Map<Parameter, Estimate> estimates) {
    return new Findings(estimates, List.of(), List.of(), Map.of());
  }

  private static Estimate estimate(double value, double half) {
    return new Estimate(value, value - half, value + half, 5, "said", true);
  }

  private static Premise premise(Findings found, Parameter parameter) {
    return Optional.ofNullable(found.estimates().get(parameter))
        .orElseThrow()
        .source()
        .premise();
  }
}

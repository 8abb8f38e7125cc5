package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrictionTest {

  private static Estimate estimate(Findings found, Quantity quantity) {
    return Objects.requireNonNull(found.estimates().get(new Parameter("pivot", quantity)));
  }

  @Test
  void dryAndViscousFrictionAreFoundThoughMassAndDelayAreHidden() throws Exception {
    // described are 0.15 N·m and 0.1 N·m·s/rad
    Findings found = new Friction()
        .run(JointBench.session("friction=1.3..1.3,damping=1.4..1.4,mass=0.8..0.8,delay=0.005", 0));

    Estimate dry = estimate(found, Quantity.DRY_FRICTION);
    assertThat(dry.value()).isCloseTo(0.195, within(0.03 * 0.195));
    assertThat(dry.lower()).isLessThan(0.195);
    assertThat(dry.upper()).isGreaterThan(0.195);
    assertThat(estimate(found, Quantity.DAMPING).value()).isCloseTo(0.14, within(0.2 * 0.14));
    assertThat(estimate(found, Quantity.BREAKAWAY).value()).isCloseTo(0.195, within(0.02));
    assertThat(found.judgements())
        .allSatisfy(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.PASS));
  }

  private static List<String> subjects(Findings found) {
    return found.judgements().stream().map(Judgement::subject).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void aLittleMoreFrictionAtRestThanInMotionIsSaidAndItsFrictionIsRight(long seed)
      throws Exception {
    Findings found = new Friction()
        .run(JointBench.session("friction=1.2..1.2,mass,damping,delay=0.005,stribeck=0.2", seed));

    assertThat(subjects(found)).contains("pivot stiction");
    // where what broke the joint away says it alone, there is no number
    double stiction = Objects.requireNonNullElse(found.numbers().get("pivot_stiction"), 0.2 * 0.18);
    assertThat(stiction).isCloseTo(0.2 * 0.18, within(0.02));
    assertThat(estimate(found, Quantity.DRY_FRICTION).value()).isCloseTo(0.18, within(0.03 * 0.18));
  }

  @Test
  void stictionIsSaidByWhatBrokeTheJointAwayWhereItsMotionDoesNotTell() throws Exception {
    BenchSession session = JointBench.session("friction", 0);
    FindingsBuilder builder = new FindingsBuilder();
    builder.estimate(new Parameter("pivot", Quantity.DRY_FRICTION), 0.2, 0.004, 9, "by hand");
    FrictionFindings findings = new FrictionFindings(session, new JointMotions(session), builder);

    findings.breakaway(0, pushes(0.215, 0.216));
    assertThat(subjects(builder.build())).isEmpty();

    findings.breakaway(0, pushes(0.29, 0.291));
    assertThat(subjects(builder.build())).containsExactly("pivot stiction");
  }

  private static List<Breakaway> pushes(double one, double other) {
    return List.of(new Breakaway(one, one, 0), new Breakaway(other, other, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void aLagOfTheMotorIsToldFromItsDelay(long seed) throws Exception {
    Findings found = new Friction().run(JointBench.session("mass,friction,delay,lag=0.02", seed));

    assertThat(subjects(found)).contains("pivot lag");
    assertThat(estimate(found, Quantity.DRY_FRICTION).identifiable()).isTrue();
  }

  /** Friction leaves it at rest in another place each time, where its weight pulls otherwise. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void aJointThatSlidesAsTheModelDoesIsSaidToHaveNoStictionAndNoLag(long seed) throws Exception {
    Findings found =
        new Friction().run(JointBench.session("mass,inertia,centre,damping,friction,delay", seed));

    assertThat(subjects(found)).containsExactly("pivot dry friction", "pivot damping");
    assertThat(found.judgements())
        .allSatisfy(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.PASS));
    Estimate breakaway = estimate(found, Quantity.BREAKAWAY);
    assertThat(breakaway.identifiable()).isTrue();
    assertThat(breakaway.value())
        .isCloseTo(
            estimate(found, Quantity.DRY_FRICTION).value(), within(0.05 * breakaway.value()));
  }

  @Test
  void aJointOfAnArmIsAskedAloneThoughTheArmsMassesAreHidden() throws Exception {
    // described are 0.3 N·m·s/rad; dry friction is a hundredth of 40 N·m
    String hidden = "mass,inertia,centre,friction=1.2..1.2,damping=0.8..0.8,delay";

    Findings found = new Friction().run(JointBench.session("arm-bench", List.of(5), hidden, 0));

    Map<Parameter, Estimate> estimates = found.estimates();
    assertThat(Objects.requireNonNull(estimates.get(new Parameter("joint6", Quantity.DRY_FRICTION)))
            .value())
        .isCloseTo(0.48, within(0.03 * 0.48));
    assertThat(Objects.requireNonNull(estimates.get(new Parameter("joint6", Quantity.DAMPING)))
            .value())
        .isCloseTo(0.24, within(0.2 * 0.24));
    assertThat(Objects.requireNonNull(estimates.get(new Parameter("joint6", Quantity.BREAKAWAY)))
            .value())
        .isCloseTo(0.48, within(0.1 * 0.48));
    assertThat(estimates.keySet())
        .allSatisfy(parameter -> assertThat(parameter.part()).isEqualTo("joint6"));
  }

  @Test
  void viscousFrictionThatIsNextToNothingIsNotIdentifiable() throws Exception {
    Findings found = new Friction().run(JointBench.session("damping=0.001..0.001", 0));

    assertThat(estimate(found, Quantity.DAMPING).identifiable()).isFalse();
    assertThat(found.judgements()).anySatisfy(judgement -> {
      assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_IDENTIFIABLE);
      assertThat(judgement.subject()).isEqualTo("pivot damping");
      assertThat(judgement.reason()).contains("σ is above 30 %");
    });
  }

  @Test
  void aJointThatCannotBeMovedIsToldOf() throws Exception {
    // a quarter of 15 N·m does not move what 6 N·m hold
    Findings found = new Friction().run(JointBench.session("friction=40..40", 0));

    assertThat(found.judgements())
        .anySatisfy(judgement ->
            assertThat(judgement.reason()).contains("did not move however hard it was pushed"));
    assertThat(estimate(found, Quantity.DRY_FRICTION).identifiable()).isFalse();
  }
}

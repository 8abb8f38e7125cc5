package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FrictionTest {

  private static Estimate estimate(Findings found, Quantity quantity) {
    return Objects.requireNonNull(found.estimates().get(new Parameter("pivot", quantity)));
  }

  @Test
  void dryAndViscousFrictionAreFoundThoughMassAndDelayAreHidden() throws Exception {
    // described are 0.15 N·m and 0.1 N·m·s/rad
    Findings found = new Friction()
        .run(JointBench.session("friction=1.3..1.3,damping=1.4..1.4,mass=0.8..0.8,delay=0.005", 1));

    Estimate dry = estimate(found, Quantity.DRY_FRICTION);
    assertThat(dry.value()).isCloseTo(0.195, within(0.03 * 0.195));
    assertThat(dry.lower()).isLessThan(0.195);
    assertThat(dry.upper()).isGreaterThan(0.195);
    assertThat(estimate(found, Quantity.DAMPING).value()).isCloseTo(0.14, within(0.2 * 0.14));
    assertThat(estimate(found, Quantity.BREAKAWAY).value()).isCloseTo(0.195, within(0.02));
    assertThat(found.judgements())
        .allSatisfy(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.PASS));
  }

  @Test
  void aJointOfAnArmIsAskedAloneThoughTheArmsMassesAreHidden() throws Exception {
    // described are 0.3 N·m·s/rad; dry friction is a hundredth of 40 N·m
    String hidden = "mass,inertia,centre,friction=1.2..1.2,damping=0.8..0.8,delay";

    Findings found = new Friction().run(JointBench.session("arm-bench", List.of(5), hidden, 4));

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
    Findings found = new Friction().run(JointBench.session("damping=0.001..0.001", 2));

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
    Findings found = new Friction().run(JointBench.session("friction=40..40", 2));

    assertThat(found.judgements())
        .anySatisfy(judgement ->
            assertThat(judgement.reason()).contains("did not move however hard it was pushed"));
    assertThat(estimate(found, Quantity.DRY_FRICTION).identifiable()).isFalse();
  }
}

package dev.trammel.controller.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.run.HeldForce.Rung;
import dev.trammel.controller.run.PushStudy.Line;
import dev.trammel.controller.run.PushStudy.Setup;
import dev.trammel.controller.task.Push;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldForceTest {

  private static final double RATIO = Math.pow(2, 1.0 / 16);

  @ParameterizedTest
  @ValueSource(doubles = {0.0013, 0.01, 0.49, 0.5, 0.51, 1, 1.02, 1.7, 2, 3.99, 4, 100, 1000})
  void whatIsHeldIsFoundToOneRatio(double truth) {
    double found = search(truth).force();

    assertThat(found).isLessThanOrEqualTo(truth * (1 + 1e-12));
    assertThat(found * RATIO).isGreaterThan(truth);
  }

  @Test
  void forcesAreThoseOfOneScaleInRisingOrderAndNoneIsTriedTwice() {
    List<Double> forces = search(1.7).tried().stream().map(Rung::force).toList();

    assertThat(forces).isSorted().doesNotHaveDuplicates().startsWith(0.0, 1.0);
    for (double force : forces.subList(1, forces.size())) {
      double ratios = Math.log(force) / Math.log(RATIO);
      assertThat(ratios).isCloseTo(Math.rint(ratios), within(1e-9));
    }
    assertThat(forces).hasSizeLessThanOrEqualTo(1 + 2 + 4);
  }

  @Test
  void whoFailsUndisturbedIsNotPushed() {
    HeldForce found = HeldForce.search(1, 18, force -> OptionalInt.of(17)).orElseThrow();

    assertThat(found.force()).isNaN();
    assertThat(found.tried()).containsExactly(new Rung(0, 17));
  }

  @Test
  void whatHoldsNothingOrAnythingIsNotTriedForEver() {
    assertThat(search(1e-9).force()).isZero();
    assertThat(search(1e9).force()).isEqualTo(1024);
  }

  @Test
  void whatIsOnlyABoundIsCalledOne() {
    Line anything = new Line("mpc", "a", search(1e9));
    Line nothing = new Line("mpc", "b", search(1e-9));
    Line known = new Line(PushStudy.KNOWN, "", search(3));
    Setup setup = new Setup(
        "sled", new Push("sled", new Push.AnyDirection(0), 1, 0.1), 20, 0.9, 0, "", Machine.here());
    PushStudy study = new PushStudy(setup, List.of(known, anything, nothing));

    assertThat(PushStudyText.line(study, anything))
        .isEqualTo("mpc, a: holds at least 1024 N, the greatest tried");
    assertThat(PushStudyText.line(study, nothing))
        .startsWith("mpc, b: holds less than 0.0009766 N, the least tried");
    assertThat(PushStudyText.markdown(study))
        .contains("| at least 1024, the greatest tried |", "| below 0.0009766, the least tried |");
    assertThat((List<?>) study.toJson().get("controllers"))
        .extracting("holds_greatest_tried", "loses_least_tried")
        .containsExactly(tuple(false, false), tuple(true, false), tuple(false, true));
    assertThat(search(3).isAtLeast()).isFalse();
  }

  @Test
  void whoIsToldToStopHasNoAnswer() {
    assertThat(HeldForce.search(1, 18, force -> OptionalInt.empty())).isEmpty();
    assertThat(
            HeldForce.search(1, 18, force -> force < 2 ? OptionalInt.of(20) : OptionalInt.empty()))
        .isEmpty();
  }

  /** Someone who holds exactly what is not more than this. */
  private static HeldForce search(double truth) {
    return HeldForce.search(1, 18, force -> OptionalInt.of(force <= truth * (1 + 1e-12) ? 18 : 17))
        .orElseThrow();
  }
}

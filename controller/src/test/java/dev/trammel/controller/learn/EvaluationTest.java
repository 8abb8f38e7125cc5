package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.learn.Evaluation.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  @Test
  void eachOfTheLocalControllersMustSucceedOftenEnough() {
    assertThat(evaluation(condition(19, false), condition(20, false)).solved()).isTrue();
    assertThat(evaluation(condition(18, false), condition(20, false)).solved()).isFalse();
  }

  @Test
  void onePolicyMustSucceedOftenEnoughInAllConditionsTogether() {
    assertThat(evaluation(condition(18, true), condition(20, true)).solved()).isTrue();
    assertThat(evaluation(condition(18, true), condition(19, true)).solved()).isFalse();
  }

  @Test
  void whatConditionsHaveToSpareIsNoHelpElsewhere() {
    Place heldOut = new Place(Evaluation.HELD_OUT, 2, 100, 79, 0.8, false, List.of());

    assertThat(evaluation(condition(20, true), condition(20, true), heldOut).solved())
        .isFalse();
    assertThat(evaluation(condition(19, true), condition(19, true), heldOut.with(80, List.of()))
            .solved())
        .isTrue();
  }

  @Test
  void whatIsOnlyLookedAtIsNotCounted() {
    Place lookedAt = new Place("left", 1, 20, 0, 0, true, List.of());

    assertThat(evaluation(lookedAt).solved()).isTrue();
    assertThat(evaluation(lookedAt).counts()).isFalse();
    assertThat(evaluation(lookedAt, condition(10, false)).successRate()).isEqualTo(0.5);
  }

  private static Place condition(int successes, boolean pooled) {
    return new Place("ahead", 0, 20, successes, 0.95, pooled, List.of());
  }

  private static Evaluation evaluation(Place... places) {
    return new Evaluation(List.of(places), "");
  }
}

package dev.trammel.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeightRuleTest {

  private static final double[] WEIGHTS = {1, 2, 0.5};
  private static final double[] NOTHING = {};

  @Test
  void ascentGrowsWithTheDivergence() {
    WeightRule rule = new WeightRule.Ascent(WeightSchedule.constant(0.1));

    assertThat(rule.next(WEIGHTS, new double[] {3, 0, 10}, NOTHING, 0))
        .containsExactly(new double[] {1.3, 2, 1.5}, within(1e-12));
  }

  @Test
  void aFixedStepFollowsItsSchedule() {
    WeightRule rule = new WeightRule.Fixed(new WeightSchedule(List.of(0.01, 1.0)));

    assertThat(rule.next(WEIGHTS, new double[3], NOTHING, 0)[0]).isCloseTo(1.01, within(1e-12));
    assertThat(rule.next(WEIGHTS, new double[3], NOTHING, 0.5)[0]).isCloseTo(1.1, within(1e-12));
    assertThat(rule.next(WEIGHTS, new double[3], NOTHING, 1)[0]).isCloseTo(2, within(1e-12));
  }

  @Test
  void aRatioHalvesWhereTheDivergenceFellAndDoublesWhereItDidNot() {
    WeightRule rule = new WeightRule.Ratio(0.8, 0.95);

    assertThat(rule.next(WEIGHTS, new double[] {7, 9, 10}, new double[] {10, 10, 10}, 0))
        .containsExactly(0.5, 2, 1);
    // nothing to compare with the first time
    assertThat(rule.next(WEIGHTS, new double[] {7, 9, 10}, NOTHING, 0)).containsExactly(WEIGHTS);
  }

  @Test
  void aSpreadMovesWhatStandsOut() {
    WeightRule rule = new WeightRule.Spread(1, 0.5, 0.5, 2);

    // mean 2, deviation √2
    assertThat(rule.next(WEIGHTS, new double[] {0, 2, 4}, NOTHING, 0)).containsExactly(0.5, 2, 1);
  }

  @Test
  void anUpsideDownRatioIsRefused() {
    assertThatThrownBy(() -> new WeightRule.Ratio(0.9, 0.8))
        .hasMessage("ratio of a good fall must not exceed 0.8, that of a poor one, was 0.9");
  }
}

package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.policy.WeightRule;
import dev.trammel.controller.policy.WeightSchedule;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.SettingsNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuidedSettingsReaderTest {

  private static GuidedSettings read(String text) {
    return LearningSettingsReader.read(SettingsNode.parse(text, "task.yaml"), List.of("a"))
        .guided()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: mdgps, guided: {points: 90}} | points: has no meaning for model.type local, had '90'",
        "{type: mdgps, guided: {spread: 0}}  | spread: has no meaning for model.type local, had '0'",
        "{type: lqr-flm, guided: {points: 90}} | points: has no meaning for model.type local",
        "{model: {type: gaussian-process}, guided: {prior: mixture}} | prior: has no meaning for"
            + " model.type gaussian-process, had 'mixture'",
        "{type: badmm, guided: {sampling: on-policy}} | sampling: must be off-policy for type badmm,"
            + " had 'on-policy'",
        "{guided: {badmm: {growth: 2}}} | badmm.growth: has no meaning for rule spread, had '2'",
      })
  void whatSaysNothingIsRefusedWithFileAndLine(String text, String complaint) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("task.yaml:1: guided." + complaint)
        .hasMessageContaining("allowed: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mdgps", "badmm"})
  void oneFileServesBothWaysToOnePolicy(String type) {
    GuidedSettings settings =
        read("{type: " + type + ", guided: {starts: region, badmm: {weight: 0.5}}}");

    assertThat(settings.way().name()).isEqualToIgnoringCase(type);
    assertThat(settings.badmm().initialWeight()).isEqualTo(0.5);
  }

  @Test
  void weightsGrowByTheSizeOfTheFirstOneUnlessToldOtherwise() {
    WeightRule usual =
        read("{type: badmm, guided: {badmm: {rule: fixed}}}").badmm().rule();
    double first = read("{type: badmm}").badmm().initialWeight();

    double[] grown = usual.next(new double[] {first}, new double[] {1}, new double[0], 0.5);

    assertThat(grown[0]).isBetween(first, 3 * first);
    assertThat(read("{type: badmm, guided: {badmm: {rule: ascent, growth: [1, 4]}}}")
            .badmm()
            .rule())
        .isEqualTo(new WeightRule.Ascent(new WeightSchedule(List.of(1.0, 4.0))));
  }
}

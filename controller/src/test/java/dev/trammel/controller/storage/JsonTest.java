package dev.trammel.controller.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void valuesAreWrittenOnOneLine() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("task", "cart \"pole\"\n\\");
    value.put("seed", -3L);
    value.put("solved", true);
    value.put("costs", new double[] {1, 2.5e-7, Double.NaN, Double.NEGATIVE_INFINITY});
    value.put("list", List.of(1, Map.of()));

    assertThat(Json.write(value))
        .isEqualTo("{\"task\": \"cart \\\"pole\\\"\\n\\\\\", \"seed\": -3, \"solved\": true, "
            + "\"costs\": [1.0, 2.5E-7, null, null], \"list\": [1, {}]}");
  }

  @Test
  void everyCharacterSurvives() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      all.append(c);
    }
    String line = Json.write(Map.of("text", "🦾 naïve: #'{}[],&*!|>%@`"));

    assertThat(Json.write(all.toString()).chars()).allMatch(c -> c >= ' ' && c != 0x7F);
    assertThat(Json.read(line)).containsEntry("text", "🦾 naïve: #'{}[],&*!|>%@`");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, 1, 1e15, 123456789.125, 1e-300, 1.7976931348623157E308, 4.9e-324, 0.1})
  void numbersComeBackWithAllTheirBits(double value) {
    assertThat(Json.read(Json.write(Map.of("v", value))).get("v"))
        .isInstanceOfSatisfying(
            Number.class, read -> assertThat(read.doubleValue()).isEqualTo(value));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void wholeNumbersComeBack(long value) {
    assertThat(Json.read(Json.write(Map.of("v", value))).get("v"))
        .isInstanceOfSatisfying(
            Number.class, read -> assertThat(read.longValue()).isEqualTo(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "{\"a\": ", "a", "{\"a\": 1} {\"b\": 2}", "{1: 2}"})
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

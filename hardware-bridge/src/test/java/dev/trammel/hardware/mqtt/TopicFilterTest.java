package dev.trammel.hardware.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFilterTest {

  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/c, false",
    "a/b, a/b/c, false",
    "a/b/c, a/b, false",
    "a/#, a/b/c, true",
    "a/#, a, true",
    "a/#, ab, false",
    "#, a/b, true",
    "+/b, a/b, true",
    "a/+/c, a/b/c, true",
    "a/+/c, a/b/d, false",
    "a/+, a/b/c, false",
    "a/+, a, false",
    "+/+, a/, true",
    "a/+/#, a/b, true",
  })
  void matchesAsMqttSays(String filter, String topic, boolean matches) {
    assertThat(new TopicFilter(filter).matches(topic)).isEqualTo(matches);
  }

  @Test
  void refusesAHashBeforeTheEnd() {
    assertThatThrownBy(() -> new TopicFilter("a/#/b")).hasMessageContaining("a/#/b");
  }
}

package dev.trammel.hardware.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkAddressTest {

  @ParameterizedTest
  @CsvSource({
    "mqtt://lab@bench:1900/arm1, mqtt://lab@bench:1900/arm1",
    "mqtts://lab@bench/arm1, mqtts://lab@bench:8883/arm1",
    "mqtt://lab@[::1]/arm1, mqtt://lab@[::1]:1883/arm1",
  })
  void isReadAndWritten(String text, String whole) {
    assertThat(LinkAddress.parse(text)).hasToString(whole);
  }

  @Test
  void withoutAUserIsTheOneOfTheSystem() {
    assertThat(LinkAddress.parse("mqtt://localhost/cartpole").user())
        .matches("[A-Za-z0-9_-]{1,32}");
  }

  @Test
  void namesTheBrokerWithoutUserAndDevice() {
    assertThat(LinkAddress.parse("mqtt://lab@bench/arm1").broker()).isEqualTo("mqtt://bench:1883");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost/cartpole",
        "tcp://localhost/cartpole",
        "mqtt://localhost",
        "mqtt://localhost/",
        "mqtt://localhost/a/b",
        "mqtt://localhost/a+b",
        "mqtt://a#@localhost/arm",
        "mqtt://@localhost/arm",
        "mqtt://localhost:0/arm",
        "mqtt://localhost:70000/arm",
        "mqtt://localhost/abcdefghijklmnopqrstuvwxyz0123456",
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> LinkAddress.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("address");
  }
}

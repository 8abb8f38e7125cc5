package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.wire.MoveWay;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteSettingsTest {

  @Test
  void anAddressSaysHowItsRobotIsDealtWith() {
    RemoteSettings settings = RemoteSettings.parse(
        "mqtts://lab@host:99/arm1?reset=servo&settle=0.5&within=0.02&mode=stream&lease=0.5");

    assertThat(settings.address().device()).isEqualTo("arm1");
    assertThat(settings.address().user()).isEqualTo("lab");
    assertThat(settings.move().way()).isEqualTo(Optional.of(MoveWay.SERVO));
    assertThat(settings.move().settle()).isEqualTo(Optional.of(0.5));
    assertThat(settings.move().within()).isEqualTo(Optional.of(0.02));
    assertThat(settings.streamed()).isTrue();
    assertThat(settings.lease()).isEqualTo(0.5);
    assertThat(settings.deadline()).isEmpty();
    assertThat(settings.tubed()).isTrue();
    assertThat(RemoteSettings.parse("mqtt://host/arm1?tube=off").tubed()).isFalse();
    assertThat(settings.withUser("eve").address().user()).isEqualTo("eve");
  }

  @Test
  void onABenchMotionsKeepTheirTubes() {
    RemoteSettings settings = RemoteSettings.parse("mqtt://lab@host/arm1?tube=off");

    assertThatThrownBy(settings::onBench)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must not be given tube=off on a bench: a motion keeps its tube");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          mqtt://h/a?rest=servo | unknown setting 'rest' is not allowed, allowed: reset, settle
          mqtt://h/a?reset=hand | reset 'hand' is not allowed, allowed: servo or place
          mqtt://h/a?lease=5 | lease '5' is not allowed, allowed: a number from 0.1 to 2
          mqtt://h/a?lease=long | lease 'long' is not allowed
          mqtt://h/a?settle=NaN | settle 'NaN' is not allowed
          mqtt://h/a?within=1&within=2 | setting 'within' twice is not allowed
          mqtt://h/a? reset | unknown setting ' reset'
          http://h/a | mqtt://[USER@]HOST[:PORT]/DEVICE
          """)
  void whatIsNoAddressIsRefusedInWords(String text, String message) {
    assertThatThrownBy(() -> RemoteSettings.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}

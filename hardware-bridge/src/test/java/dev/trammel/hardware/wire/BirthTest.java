package dev.trammel.hardware.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Decoded.Refused;
import dev.trammel.hardware.wire.Decoded.Valid;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthTest {

  private static final String JSON = new String(Births.cartpole().encode(), StandardCharsets.UTF_8);

  @Test
  void whatIsSaidIsUnderstood() {
    assertThat(Birth.decode(bytes(JSON))).isEqualTo(new Valid<>(Births.cartpole()));
  }

  @Test
  void unknownMembersAreIgnored() {
    String more = JSON.replaceFirst("\\{", "{\"colour\": [{\"of\": \"paint\"}, 1e3, true], ");

    assertThat(Birth.decode(bytes(more))).isEqualTo(new Valid<>(Births.cartpole()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"major\": 1|\"major\": 2|VERSION",
        "\"clock\": \"real\"|\"clock\": \"unreal\"|VALUE",
        "\"episode\"|\"somersault\"|VALUE",
        "\"servo\"]|\"jump\"]|VALUE",
        "\"unit\": \"rad\"|\"unit\": \"deg\"|LAYOUT",
        "\"period\": 0.05|\"period\": 0.02|LAYOUT",
        "\"period\": 0.05|\"period\": 0|VALUE",
        "\"period\": 0.05|\"period\": 1e400|VALUE",
        "\"period\": 0.05|\"period\": null|VALUE",
        "\"period\": 0.05|\"period\": 0.05, \"period\": 0.05|VALUE",
        "\"rateSensors\": [2]|\"rateSensors\": [4]|VALUE",
        "\"rateSensors\": [2]|\"rateSensors\": [0.5]|VALUE",
        "\"gains\": [2.5]|\"gains\": [2.5, 1]|VALUE",
        "\"rate\": 1000|\"rate\": -1000|VALUE",
        "\"lower\": -2|\"lower\": 3|VALUE",
        "\"boot\": \"89abcdef\"|\"boot\": \"89ABCDEF\"|VALUE",
        "\"steps\": 10000|\"steps\": 0.5|VALUE",
        "\"firmware\"|\"firmwear\"|VALUE",
        "\"calibration\": \"none\"|\"calibration\": \"good\"|VALUE",
        "\"calibration\": \"none\"|\"calibration\": \"89ABCDEF\"|VALUE",
        "\"device\": \"cartpole\"|\"device\": \"cart/pole\"|VALUE"
      })
  void whatIsWrongIsRefused(String right, String wrong, Code code) {
    assertThat(JSON).contains(right);

    assertThat(refusal(JSON.replace(right, wrong)).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"a\": 01}",
        "{\"a\": \"\\x\"}",
        "{'a': 1}",
        "{\"a\": 1} {}",
        "{\"a\": 1,}",
        "a: 1",
        "{\"a\": NaN}",
        "{\"a\": \"\n\"}"
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThat(refusal(text).code()).isEqualTo(Code.VALUE);
  }

  @Test
  void deepAndLongTextsAreRefusedBeforeTheyAreBuilt() {
    assertThat(refusal("{\"a\": " + "[".repeat(60_000)).why()).contains("deeper than 8");
    assertThat(refusal(" ".repeat(70_000)).why()).contains("65536 bytes");
  }

  @Test
  void presenceAndEventsAreUnderstood() {
    Conn conn = new Conn(Conn.Presence.LOST, 0x0000_00FF);
    Event event = new Event(Event.Kind.REFUSAL, 12.5, "SETPOINT 7 of lab: EXPIRED");

    assertThat(Conn.decode(conn.encode())).isEqualTo(new Valid<>(conn));
    assertThat(Event.decode(event.encode())).isEqualTo(new Valid<>(event));
    assertThat(new String(conn.encode(), StandardCharsets.UTF_8))
        .isEqualTo("{\"state\": \"lost\", \"boot\": \"000000ff\"}");
  }

  private static Refusal refusal(String text) {
    return ((Refused<Birth>) Birth.decode(bytes(text))).refusal();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

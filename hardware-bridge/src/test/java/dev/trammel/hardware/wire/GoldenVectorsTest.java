package dev.trammel.hardware.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Decoded.Refused;
import dev.trammel.hardware.wire.Decoded.Valid;
import dev.trammel.hardware.wire.Frame.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors were written by {@code docs/vectors.py}, which shares no code with this package. */
class GoldenVectorsTest {

  /** What was made of a vector's bytes, and the bytes made of that again. */
  private record Reading(String outcome, List<String> fields, byte[] again) {

    static Reading refused(String outcome) {
      return new Reading(outcome, List.of(), new byte[0]);
    }
  }

  static List<Vector> vectors() throws IOException {
    return Vector.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void bytesAreReadAsTheyWereWrittenElsewhere(Vector vector) {
    Reading reading = read(vector);

    assertThat(reading.outcome()).isEqualTo(vector.outcome());
    assertThat(reading.fields()).isEqualTo(vector.fields());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void whatIsValidIsWrittenToTheSameBytes(Vector vector) {
    byte[] expected = vector.outcome().equals("OK") ? vector.bytes() : new byte[0];

    assertThat(read(vector).again()).isEqualTo(expected);
  }

  @Test
  void everyTypeHasAVector() throws IOException {
    Set<String> kinds = Vector.all().stream()
        .filter(v -> v.outcome().equals("OK"))
        .map(v -> v.kind().replace("record ", ""))
        .collect(Collectors.toSet());

    for (MessageType type : EnumSet.allOf(MessageType.class)) {
      assertThat(kinds).contains(type.name());
    }
    assertThat(kinds).contains("program AFFINE", "program NETWORK", "log", "layout");
  }

  private static Reading read(Vector vector) {
    String[] kind = vector.kind().split(" ", 2);
    return switch (kind[0]) {
      case "record" -> record(vector.bytes());
      case "program" ->
        content(Program.decode(ProgramKind.valueOf(kind[1]), vector.bytes()), Program::encode);
      case "log" -> content(RunLog.decode(vector.bytes()), RunLog::encode);
      case "layout" -> layout(new String(vector.bytes(), StandardCharsets.UTF_8));
      default ->
        new Reading(
            "OK",
            List.of("crc " + hex(Crc32c.of(vector.bytes(), vector.bytes().length))),
            vector.bytes());
    };
  }

  private static Reading record(byte[] bytes) {
    Opening opening = Frame.open(bytes);
    if (opening instanceof Opening.Foreign foreign) {
      return Reading.refused(foreign.code().name());
    }
    if (opening instanceof Opening.Opened opened) {
      return body(opened.frame());
    }
    return Reading.refused("MALFORMED");
  }

  private static Reading body(Frame frame) {
    if (!(frame.body() instanceof Valid<? extends Body> valid)) {
      return Reading.refused(refusal(frame.body()));
    }
    List<String> fields = new ArrayList<>(Described.lines(frame.header()));
    fields.addAll(Described.lines((Record) valid.value()));
    return new Reading("OK", fields, new Message(frame.header(), valid.value()).encode());
  }

  private static <T extends Record> Reading content(
      Decoded<T> decoded, java.util.function.Function<T, byte[]> encode) {
    return decoded instanceof Valid<T> valid
        ? new Reading("OK", Described.lines(valid.value()), encode.apply(valid.value()))
        : Reading.refused(refusal(decoded));
  }

  private static Reading layout(String text) {
    Layout layout = ((Valid<Layout>) Layout.parse(text)).value();
    return new Reading(
        "OK", List.of("crc " + hex(layout.crc())), layout.text().getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(Decoded<?> decoded) {
    Refusal refusal = ((Refused<?>) decoded).refusal();
    return refusal.code() == Code.VALUE
        ? "VALUE " + refusal.place()
        : refusal.code().name();
  }

  private static String hex(int value) {
    return HexFormat.of().toHexDigits(value);
  }
}

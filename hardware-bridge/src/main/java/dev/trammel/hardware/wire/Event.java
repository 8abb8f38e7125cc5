package dev.trammel.hardware.wire;

import dev.trammel.controller.storage.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a device tells people, section 6.
 *
 * @param kind of what
 * @param time by the device's clock [s]
 * @param text one line
 */
public record Event(Kind kind, double time, String text) {

  /** Of what an event tells. */
  public enum Kind {
    STATE,
    FAULT,
    REFUSAL
  }

  /** JSON of section 6. */
  public byte[] encode() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("event", kind.name().toLowerCase(Locale.ROOT));
    out.put("time", time);
    out.put("text", text);
    return Json.write(out).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads JSON of section 6. */
  public static Decoded<Event> decode(byte[] json) {
    try {
      JsonFields in = new JsonFields("event", JsonReader.object(json));
      String word = in.text("event");
      for (Kind kind : Kind.values()) {
        if (word.equals(kind.name().toLowerCase(Locale.ROOT))) {
          return Decoded.valid(new Event(kind, in.number("time"), in.text("text")));
        }
      }
      throw in.wrong("event", "state, fault or refusal", word);
    } catch (IllegalArgumentException e) {
      return Decoded.refused(Code.VALUE, 0, String.valueOf(e.getMessage()));
    }
  }
}

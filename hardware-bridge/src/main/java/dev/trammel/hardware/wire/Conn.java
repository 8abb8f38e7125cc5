package dev.trammel.hardware.wire;

import dev.trammel.controller.storage.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a device is there, section 1.
 *
 * @param presence is it?
 * @param boot of which start this is said
 */
public record Conn(Presence presence, int boot) {

  /** Whether a device is there. */
  public enum Presence {
    ONLINE,
    /** It left by itself. */
    OFFLINE,
    /** Its last will: the broker does not hear it any more. */
    LOST
  }

  /** JSON of section 1. */
  public byte[] encode() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("state", presence.name().toLowerCase(Locale.ROOT));
    out.put("boot", HexFormat.of().toHexDigits(boot));
    return Json.write(out).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads JSON of section 1. */
  public static Decoded<Conn> decode(byte[] json) {
    try {
      JsonFields in = new JsonFields("conn", JsonReader.object(json));
      String word = in.text("state");
      for (Presence presence : Presence.values()) {
        if (word.equals(presence.name().toLowerCase(Locale.ROOT))) {
          return Decoded.valid(new Conn(presence, in.hex("boot")));
        }
      }
      throw in.wrong("state", "online, offline or lost", word);
    } catch (IllegalArgumentException e) {
      return Decoded.refused(Code.VALUE, 0, String.valueOf(e.getMessage()));
    }
  }
}

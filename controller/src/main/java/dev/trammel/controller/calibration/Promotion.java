package dev.trammel.controller.calibration;

import dev.trammel.controller.storage.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a calibration came into force, by somebody's hand.
 *
 * @param kind how
 * @param file name of the calibration; nothing where none is in force from then on
 * @param at when
 * @param despite what spoke against it, a line each, where somebody insisted
 */
public record Promotion(Kind kind, Optional<String> file, Instant at, List<String> despite) {

  /** How a calibration came into force. */
  public enum Kind {
    /** A new one. */
    PROMOTE("promote"),
    /** One that had been in force before, or none. */
    ROLLBACK("rollback");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final String NONE = "none";

  public Promotion {
    despite = List.copyOf(despite);
  }

  String line() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", kind.toString());
    json.put("file", file.orElse(NONE));
    json.put("at", at.toString());
    json.put("despite", despite);
    return Json.write(json) + "\n";
  }

  static Promotion read(Path place, String line) {
    try {
      Fields fields = new Fields(place.toString(), Json.read(line));
      String kind = fields.text("kind");
      String file = fields.text("file");
      if (!kind.equals(Kind.PROMOTE.toString()) && !kind.equals(Kind.ROLLBACK.toString())) {
        throw fields.error("kind", "must be promote or rollback");
      }
      if (file.contains("/") || file.contains("\\")) {
        throw fields.error("file", "must be a file's name without a folder");
      }
      return new Promotion(
          kind.equals(Kind.PROMOTE.toString()) ? Kind.PROMOTE : Kind.ROLLBACK,
          file.equals(NONE) ? Optional.empty() : Optional.of(file),
          Instant.parse(fields.text("at")),
          fields.textList("despite"));
    } catch (CalibrationException e) {
      throw e;
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new CalibrationException(place + ": " + e.getMessage(), e);
    }
  }
}

package dev.trammel.calibration.study;

import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a robot really is, as it wrote it down for the judge. */
final class Truth {

  private final Map<String, @Nullable Object> json;

  private Truth(Map<String, @Nullable Object> json) {
    this.json = json;
  }

  static Truth read(Path file) throws IOException {
    return new Truth(Json.readFile(file));
  }

  /** Of a joint or link; nothing where a robot has no such thing. */
  OptionalDouble value(String part, Quantity quantity) {
    String group = quantity.of() == Quantity.Of.JOINT ? "joints" : "links";
    return json.get(group) instanceof Map<?, ?> parts
            && parts.get(part) instanceof Map<?, ?> numbers
            && numbers.get(quantity.key()) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}

package dev.trammel.calibration.study;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one training.
 *
 * @param solved whether all episodes at its end succeeded often enough
 * @param seconds of experience until the controllers were confirmed, or until it ended [s]
 * @param successRate of the episodes at its end [-]
 */
record Learned(boolean solved, double seconds, double successRate) {

  Learned {
    Require.nonNegative(seconds, "seconds");
    Require.inRange(successRate, 0, 1, "successRate");
  }

  /** Of a run's folder; nothing where the run has no result. */
  static Optional<Learned> of(Path run) throws IOException {
    Path file = run.resolve("result.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> json = Json.readFile(file);
    boolean solved = Boolean.TRUE.equals(json.get("solved"));
    return Optional.of(new Learned(
        solved,
        number(json, solved ? "experience_seconds" : "total_seconds"),
        number(json, "success_rate")));
  }

  private static double number(Map<String, @Nullable Object> json, String key) {
    if (json.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "a run's result must have " + key + ", had " + json.keySet());
  }
}

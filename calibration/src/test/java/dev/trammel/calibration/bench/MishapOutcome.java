package dev.trammel.calibration.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What came of a mishap.
 *
 * @param number of the trial
 * @param instant after which it happened, from when the robot was asked [s]
 * @param code with which the bench ended
 * @param said its last line
 * @param rest after which the robot was at rest, by its own clock [s]; nothing if it said no such thing
 * @param kept files of raw data
 * @param broken what is not as it must be
 */
record MishapOutcome(
    Mishap mishap,
    int number,
    double instant,
    int code,
    String said,
    OptionalDouble rest,
    int kept,
    List<String> broken) {

  static final String HEAD = """
      | mishap | try | after [s] | at rest after [s] | exit code | files kept | it said | broken |
      |---|---:|---:|---:|---:|---:|---|---|""";

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %s | %d | %d | %s | %s |",
        mishap,
        number,
        instant,
        rest.isPresent() ? String.format(Locale.ROOT, "%.2f", rest.getAsDouble()) : "–",
        code,
        kept,
        said.replace('|', '/'),
        broken.isEmpty() ? "–" : String.join("; ", broken));
  }
}

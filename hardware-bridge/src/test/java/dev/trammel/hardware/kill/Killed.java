package dev.trammel.hardware.kill;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Report;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What came of killing somebody.
 *
 * @param seconds after which, since the controller's process began
 * @param ran what the robot did then
 * @param silence of the controller after which the robot left ACTIVE, by its own clock [s]; nothing
 *     if it was not active
 * @param witnessed the same, by when the witness heard the controller last [s]
 * @param rest how long it took from there to be at rest, or cut off [s]
 * @param told how long after the kill the controller's process had said so and ended [s]; nothing
 *     if it was the one killed, or went on
 * @param handed episodes that the robot had told of whole
 * @param before episodes that were kept when all was quiet
 * @param after episodes when the resumed run was left
 * @param then what a person did
 * @param broken what is not as it must be
 */
record Killed(
    Victim victim,
    double seconds,
    String ran,
    OptionalDouble silence,
    OptionalDouble witnessed,
    OptionalDouble rest,
    OptionalDouble told,
    long handed,
    int before,
    int after,
    String then,
    List<String> broken) {

  static final String HEAD = """
      | victim | killed after [s] | the robot then | left ACTIVE after silence of [s] | by the witness [s] | at rest after [s] | \
      controller ended after [s] | episodes told of | kept | after resuming | what a person did | broken |
      |---|---|---|---|---|---|---|---|---|---|---|---|""";

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %s | %s | %s | %s | %s | %d | %d | %d | %s | %s |",
        victim,
        seconds,
        ran,
        text(silence, "%.4f"),
        text(witnessed, "%.2f"),
        text(rest, "%.2f"),
        text(told, "%.1f"),
        handed,
        before,
        after,
        then,
        broken.isEmpty() ? "–" : String.join("; ", broken));
  }

  private static String text(OptionalDouble value, String format) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "–";
  }

  /** What the robot does. */
  static String inWords(Report.State state) {
    String activity = state.condition().activity() == Activity.NONE
        ? ""
        : " " + state.condition().activity().name().toLowerCase(Locale.ROOT);
    return state.condition().state()
        + activity
        + (state.condition().activity() == Activity.EPISODE
            ? " " + state.run() + " step " + state.step()
            : state.session() == 0 ? ", no lease" : "");
  }
}

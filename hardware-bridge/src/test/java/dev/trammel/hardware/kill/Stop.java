package dev.trammel.hardware.kill;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a robot stopped when its lease ran out, as its own console tells.
 *
 * @param at when it left ACTIVE, by its clock [s]
 * @param silence for how long nothing had been heard then [s]
 * @param rest how long it took from there to be at rest, or cut off [s]; nothing if it is not yet
 */
record Stop(double at, double silence, OptionalDouble rest) {

  private static final Pattern STOPPING =
      Pattern.compile("([0-9.]+) s +STOPPING LEASE: .* nothing was heard for ([0-9.]+) s.*");

  private static final Pattern AT_REST = Pattern.compile("([0-9.]+) s +FAULT LEASE: .*");

  /** The last one of which these lines tell. */
  static Optional<Stop> in(List<String> lines) {
    Optional<Stop> stop = Optional.empty();
    for (String line : lines) {
      Matcher stopping = STOPPING.matcher(line);
      Matcher atRest = AT_REST.matcher(line);
      if (stopping.matches()) {
        stop =
            Optional.of(new Stop(number(stopping, 1), number(stopping, 2), OptionalDouble.empty()));
      } else if (atRest.matches()) {
        double end = number(atRest, 1);
        stop = stop.map(s -> new Stop(s.at(), s.silence(), OptionalDouble.of(end - s.at())));
      }
    }
    return stop;
  }

  private static double number(Matcher matcher, int group) {
    return Double.parseDouble(matcher.group(group));
  }
}

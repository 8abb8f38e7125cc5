package dev.trammel.calibration.study;

import dev.trammel.controller.linalg.UsageException;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flaws with ranges in place of numbers, of which a robot's seed draws one. */
final class DrawnFlaws {

  private static final Pattern RANGE =
      Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)\\.\\.(-?[0-9]+(?:\\.[0-9]+)?)");

  private static final double DIGITS = 1e4;

  private DrawnFlaws() {}

  /**
   * The flaws of one robot; numbers have four decimals.
   *
   * @throws UsageException if the lower end of a range is not below its upper end
   */
  static String of(String flaws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return RANGE.matcher(flaws).replaceAll(range -> {
      double from = Double.parseDouble(range.group(1));
      double to = Double.parseDouble(range.group(2));
      if (!(from < to)) {
        throw new UsageException(
            "--flaws: a range must go upwards, as in 0.05..0.3, was " + range.group());
      }
      double drawn = Math.rint(DIGITS * random.nextDouble(from, to)) / DIGITS;
      return Matcher.quoteReplacement(Double.toString(drawn));
    });
  }
}

package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a linear-quadratic problem.
 *
 * @param n states
 * @param m inputs
 * @param steps T
 */
record ProblemSize(int n, int m, int steps) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,3}),(\\d{1,3}),(\\d{1,4})");

  ProblemSize {
    Require.atLeast(n, 1, "n");
    Require.atLeast(m, 1, "m");
    Require.atLeast(steps, 1, "T");
  }

  /** From {@code n,m,T}. */
  static ProblemSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a size must be n,m,T, as in 14,7,100; was '" + text + "'");
    }
    return new ProblemSize(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  @Override
  public String toString() {
    return n + "," + m + "," + steps;
  }
}

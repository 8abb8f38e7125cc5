package dev.trammel.calibration.benchmark;

import java.util.Locale;

/**
 * What a figure is judged by.
 *
 * @param must the worst that is good enough; with {@link Sense#ABOUT} what is expected
 * @param aim what to come to; with {@link Sense#ABOUT} not used
 */
record Target(Sense sense, double must, double aim) {

  /** How far a figure may be from what is expected of it, as a part of it. */
  private static final double NEAR = 0.25;

  /** Which way is good. */
  enum Sense {
    AT_LEAST,
    AT_MOST,
    ABOUT,
    /** Not judged. */
    NONE
  }

  static Target atLeast(double must, double aim) {
    return new Target(Sense.AT_LEAST, must, aim);
  }

  static Target atMost(double must, double aim) {
    return new Target(Sense.AT_MOST, must, aim);
  }

  static Target about(double expected) {
    return new Target(Sense.ABOUT, expected, expected);
  }

  static Target none() {
    return new Target(Sense.NONE, Double.NaN, Double.NaN);
  }

  boolean judges() {
    return sense != Sense.NONE;
  }

  String mustText() {
    return switch (sense) {
      case AT_LEAST -> "≥ " + number(must);
      case AT_MOST -> "≤ " + number(must);
      case ABOUT -> number(must) + " ± 25 %";
      case NONE -> "";
    };
  }

  String aimText() {
    return switch (sense) {
      case AT_LEAST -> "≥ " + number(aim);
      case AT_MOST -> "≤ " + number(aim);
      case ABOUT, NONE -> "";
    };
  }

  String verdict(double value) {
    return switch (sense) {
      case AT_LEAST -> value >= aim ? "aim met" : value >= must ? "met" : "missed";
      case AT_MOST -> value <= aim ? "aim met" : value <= must ? "met" : "missed";
      case ABOUT -> Math.abs(value - must) <= NEAR * must ? "as expected" : "not as expected";
      case NONE -> "";
    };
  }

  private static String number(double value) {
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, value < 0.1 ? "%.2f" : "%.1f", value);
  }
}

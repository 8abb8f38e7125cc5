package dev.trammel.controller.robot;

import java.util.regex.Pattern;

/** Decimal numbers as files write them; Java's own parser also takes {@code 1f}, hex and NaN. */
final class Decimal {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private Decimal() {}

  /** The number, or NaN if the text is none. */
  static double parse(String text) {
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }
}

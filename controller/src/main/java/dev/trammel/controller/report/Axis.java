package dev.trammel.controller.report;

import java.util.ArrayList;
import java.util.List;

/** Maps numbers to places between 0 and 1, and marks round numbers on the way. Immutable. */
final class Axis {

  /** A round number on an axis. */
  record Tick(double value, String label) {}

  private static final int AIM = 5;
  private static final double MARGIN = 0.04;

  /** Beyond these, all numbers on a logarithmic axis are written as powers of ten. */
  private static final double LEAST_PLAIN = 9e-5;

  private static final double GREATEST_PLAIN = 1e6;

  /** Axes that reach less far have powers of ten, for their zeros would be many. */
  private static final double LEAST_FIXED = 1e-3;

  /** Longer numbers have no room beside each other. */
  private static final int LEAST_DECIMAL = -7;

  /** A span below is none. */
  private static final double SMALLEST = 1e-150;

  final double lower;
  final double upper;
  final boolean logarithmic;
  private final boolean whole;

  private Axis(double lower, double upper, boolean logarithmic, boolean whole) {
    this.lower = lower;
    this.upper = upper;
    this.logarithmic = logarithmic;
    this.whole = whole;
  }

  /**
   * An axis that shows every number from lower to upper, and something even if they are equal.
   *
   * @param whole whether only whole numbers have a meaning
   * @param margin whether to leave some room at the ends
   */
  static Axis linear(double lower, double upper, boolean whole, boolean margin) {
    double span = upper - lower;
    if (span <= SMALLEST + 1e-12 * Math.max(Math.abs(lower), Math.abs(upper))) {
      double room = Math.abs(lower) < SMALLEST || whole ? 1 : 0.1 * Math.abs(lower);
      return new Axis(lower - room, upper + room, false, whole);
    }
    double room = margin ? MARGIN * span : 0;
    return new Axis(lower - room, upper + room, false, whole);
  }

  /** A logarithmic axis; both ends are positive. */
  static Axis logarithmic(double lower, double upper) {
    double span = Math.log10(upper / lower);
    double room = span < 1e-9 ? 0.3 : MARGIN * span;
    double factor = Math.pow(10, room);
    return new Axis(lower / factor, upper * factor, true, false);
  }

  /** 0 at the lower end, 1 at the upper. */
  double place(double value) {
    return logarithmic
        ? Math.log(value / lower) / Math.log(upper / lower)
        : (value - lower) / (upper - lower);
  }

  List<Tick> ticks() {
    if (!logarithmic) {
      return linearTicks();
    }
    List<Tick> ticks = logarithmicTicks();
    return ticks.size() < 3 ? linearTicks() : ticks;
  }

  private List<Tick> linearTicks() {
    double step = roundStep((upper - lower) / AIM);
    int exponent = (int) Math.floor(Math.log10(step) + 1e-9);
    double largest = Math.max(Math.abs(lower), Math.abs(upper));
    // neighbours have as many decimals: 0.0052 beside 0.00522 looks like the same number cut off
    boolean plain =
        largest < 1e6 && (exponent >= -4 || exponent >= LEAST_DECIMAL && largest >= LEAST_FIXED);
    List<Tick> ticks = new ArrayList<>();
    for (double k = Math.ceil(lower / step - 1e-9); k * step <= upper + 1e-9 * step; k++) {
      double value = k * step;
      String label = plain
          ? Numbers.fixed(value, Math.max(0, -exponent))
          : Numbers.significant(value, significantDigits(largest, exponent));
      ticks.add(new Tick(value, label));
    }
    return ticks;
  }

  private static int significantDigits(double largest, int exponent) {
    return Math.max(1, (int) Math.floor(Math.log10(largest)) - exponent + 1);
  }

  /** The least of 1, 2 and 5 times a power of ten that is at least so large. */
  private double roundStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double ratio = least / power;
    double step = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    return whole ? Math.max(1, step) : step;
  }

  private List<Tick> logarithmicTicks() {
    int first = (int) Math.floor(Math.log10(lower));
    int last = (int) Math.ceil(Math.log10(upper));
    int stride = Math.max(1, (last - first) / AIM);
    int[] factors = Math.log10(upper / lower) < 2.5 ? new int[] {1, 2, 5} : new int[] {1};
    boolean plain = lower >= LEAST_PLAIN && upper <= GREATEST_PLAIN;
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent += stride) {
      for (int factor : factors) {
        double value = factor * Math.pow(10, exponent);
        if (value >= lower && value <= upper) {
          ticks.add(
              new Tick(value, plain ? Numbers.significant(value, 1) : power(factor, exponent)));
        }
      }
    }
    return ticks;
  }

  private static String power(int factor, int exponent) {
    return (factor == 1 ? "" : factor + "×") + Numbers.powerOfTen(exponent);
  }
}

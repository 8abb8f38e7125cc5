package dev.trammel.controller.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers as people read them. */
public final class Numbers {

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int GREATEST_PLAIN_EXPONENT = 6;

  private static final int LEAST_DIGITS = 4;
  private static final int MOST_DIGITS = 9;

  private Numbers() {}

  /** A number with so many significant digits, "2.5×10⁻⁷" where zeros would be many. */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < LEAST_PLAIN_EXPONENT || exponent >= GREATEST_PLAIN_EXPONENT) {
      return scientific(rounded, exponent);
    }
    return minus(rounded.stripTrailingZeros().toPlainString());
  }

  /**
   * As many digits of a value as show an interval about it: two of its half, and no fewer than four.
   *
   * @param half of the interval; where it is 0 the value has as many digits as one reads
   */
  public static int digits(double value, double half) {
    double size = Math.abs(value) / half;
    return size > 1 && Double.isFinite(size)
        ? (int) Math.min(MOST_DIGITS, Math.max(LEAST_DIGITS, Math.ceil(Math.log10(size)) + 2))
        : LEAST_DIGITS;
  }

  /** A number with so many decimals. */
  static String fixed(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return minus(rounded.signum() == 0 ? rounded.abs().toPlainString() : rounded.toPlainString());
  }

  private static String scientific(BigDecimal value, int exponent) {
    String mantissa =
        minus(value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString());
    return (mantissa.equals("1") ? "" : mantissa + "×") + powerOfTen(exponent);
  }

  static String powerOfTen(int exponent) {
    StringBuilder text = new StringBuilder("10");
    if (exponent < 0) {
      text.append('⁻');
    }
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  private static String minus(String number) {
    return number.replace('-', '−');
  }
}

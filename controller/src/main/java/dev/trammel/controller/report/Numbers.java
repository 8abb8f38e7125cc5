package dev.trammel.controller.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers as people read them. */
public final class Numbers {

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int GREATEST_PLAIN_EXPONENT = 6;

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

package dev.trammel.calibration.fit;

import java.util.Optional;

/**
 * A gear as teeth make it: a fraction of small whole numbers.
 *
 * @param numerator at least 1
 * @param denominator at least 1
 */
public record GearRatio(int numerator, int denominator) {

  /** More teeth than this are no gear that one would guess. */
  private static final int MOST = 12;

  public double value() {
    return (double) numerator / denominator;
  }

  /**
   * The only one within an interval.
   *
   * @param value positive, about which
   * @param half of the interval
   * @return nothing if there is none, or more than one
   */
  public static Optional<GearRatio> within(double value, double half) {
    Optional<GearRatio> found = Optional.empty();
    for (int denominator = 1; denominator <= MOST; denominator++) {
      for (int numerator = 1; numerator <= MOST; numerator++) {
        GearRatio ratio = new GearRatio(numerator, denominator);
        boolean isIn = Math.abs(ratio.value() - value) <= half;
        if (isIn && found.isPresent() && found.get().value() != ratio.value()) {
          return Optional.empty();
        }
        if (isIn && found.isEmpty()) {
          found = Optional.of(ratio);
        }
      }
    }
    return found;
  }

  /** {@code 3/5}, or {@code 2}. */
  @Override
  public String toString() {
    return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
  }
}

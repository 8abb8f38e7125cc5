package dev.trammel.calibration.fit;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a sensor at rest does by itself.
 *
 * @param quantum what it is rounded to; nothing if it is not, or if it never changed
 * @param white noise of one reading
 * @param allan its Allan deviation
 * @param terms slower noise, from that; of use only where counts do not hide it
 * @param period of the readings [s]
 */
public record SensorNoise(
    OptionalDouble quantum,
    WhiteNoise white,
    List<AllanDeviation.Point> allan,
    NoiseTerms terms,
    double period) {

  /** Below so many counts of white noise, rounding is what an Allan deviation shows. */
  private static final double HIDDEN = 0.5;

  /** Averaging over so many readings shows whether noise is white. */
  private static final int SHORT = 16;

  /** How far σ(τ)√τ may be from that of white noise, beside its interval [-]. */
  private static final double WHITE = 0.1;

  /**
   * Estimates it.
   *
   * @param readings at rest; not modified
   * @param period [s]
   */
  public static SensorNoise of(double[] readings, double period) {
    OptionalDouble quantum = Quantum.of(readings);
    List<AllanDeviation.Point> allan = AllanDeviation.of(readings, period);
    return new SensorNoise(
        quantum,
        WhiteNoise.of(readings, quantum.orElse(0)),
        allan,
        NoiseTerms.fit(allan, readings.length * period),
        period);
  }

  /** Whether counts are so coarse that slower noise cannot be seen beneath them. */
  public boolean isHidden() {
    return quantum.isPresent() && white.sigma() < HIDDEN * quantum.getAsDouble();
  }

  /** N, the white noise's density [unit·√s]. */
  public double density() {
    return white.sigma() * Math.sqrt(period);
  }

  /** Whether readings differ independently of each other, as far as a short average shows. */
  public boolean isWhite() {
    for (AllanDeviation.Point point : allan) {
      double ratio = Math.sqrt(point.tau());
      boolean isLess = point.upper() * ratio < (1 - WHITE) * density();
      boolean isMore = point.lower() * ratio > (1 + WHITE) * shown();
      if (point.tau() < (SHORT + 0.5) * period && (isLess || isMore)) {
        return false;
      }
    }
    return true;
  }

  /** N with what rounding adds at most. */
  private double shown() {
    return Math.hypot(white.sigma(), quantum.orElse(0) / 2) * Math.sqrt(period);
  }
}

package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * What an encoder reads at known positions:
 *
 * <pre>  r = s g q + o + a₁ sin q + a₂ cos q,   e = |(a₁, a₂)|</pre>
 *
 * <pre>
 *   s  sign    g  gear, a fraction of small whole numbers    o  offset    e  eccentricity
 * </pre>
 *
 * <p>First the slope is fitted; if it is one gear and no other, it is taken as exact, and the rest
 * fitted again.
 *
 * @param sign s
 * @param gear g; nothing if no fraction, or more than one, agrees with the slope
 * @param slope |s g| as fitted, with its deviation
 * @param offset o [rad or m]
 * @param eccentricity e [rad or m]
 * @param sine a₁ [rad or m]
 * @param cosine a₂ [rad or m]
 * @param residuals of all positions [rad or m]
 * @param degrees of freedom
 */
public record EncoderFit(
    int sign,
    Optional<GearRatio> gear,
    Value slope,
    Value offset,
    Value eccentricity,
    double sine,
    double cosine,
    double[] residuals,
    int degrees) {

  private static final double SURE = 5;

  /** Of a fraction that is the only one within its interval: as sure as counting teeth. */
  private static final double LEAST_HALF = 1e-3;

  /**
   * A number and how well it is known.
   *
   * @param deviation infinite where the positions do not tell it
   */
  public record Value(double value, double deviation) {}

  /**
   * Fits.
   *
   * @param positions q, known otherwise; not modified
   * @param readings r; not modified
   * @param rotates whether the joint turns; one that slides has no eccentricity
   * @param quantum one count, below which residuals are by chance; 0 for none
   */
  public static EncoderFit of(
      double[] positions, double[] readings, boolean rotates, double quantum) {
    Require.length(readings, positions.length, "readings");
    Regression free = Regression.solve(matrix(positions, rotates, true), readings);
    int last = rotates ? 3 : 1;
    double slope = free.value(last);
    double deviation = free.sigma(last) * inflation(free, quantum);
    double half = Math.max(LEAST_HALF * Math.abs(slope), SURE * deviation);
    Optional<GearRatio> gear = GearRatio.within(Math.abs(slope), half);
    Regression fit = free;
    if (gear.isPresent()) {
      double exact = Math.signum(slope) * gear.get().value();
      double[] rest = readings.clone();
      Arrays.setAll(rest, i -> rest[i] - exact * positions[i]);
      fit = Regression.solve(matrix(positions, rotates, false), rest);
    }
    return result(fit, gear, new Value(slope, deviation), rotates, quantum);
  }

  private static EncoderFit result(
      Regression fit, Optional<GearRatio> gear, Value slope, boolean rotates, double quantum) {
    double more = inflation(fit, quantum);
    double sine = rotates ? fit.value(1) : 0;
    double cosine = rotates ? fit.value(2) : 0;
    double deviation = rotates ? more * Math.max(fit.sigma(1), fit.sigma(2)) : 0;
    double[] residuals =
        new double[fit.degreesOfFreedom() + (rotates ? 3 : 1) + (gear.isEmpty() ? 1 : 0)];
    Arrays.setAll(residuals, fit::residual);
    return new EncoderFit(
        slope.value() < 0 ? -1 : 1,
        gear,
        new Value(Math.abs(slope.value()), slope.deviation()),
        new Value(fit.value(0), more * fit.sigma(0)),
        new Value(Math.hypot(sine, cosine), deviation),
        sine,
        cosine,
        residuals,
        fit.degreesOfFreedom());
  }

  /** Residuals that happen to be smaller than those of rounding are so by chance. */
  private static double inflation(Regression fit, double quantum) {
    double rounding = quantum / Math.sqrt(12);
    return fit.deviation() > 0 ? Math.max(1, rounding / fit.deviation()) : 1;
  }

  private static DMatrixRMaj matrix(double[] q, boolean rotates, boolean withSlope) {
    int columns = (rotates ? 3 : 1) + (withSlope ? 1 : 0);
    DMatrixRMaj A = new DMatrixRMaj(q.length, columns);
    for (int i = 0; i < q.length; i++) {
      A.set(i, 0, 1);
      if (rotates) {
        A.set(i, 1, Math.sin(q[i]));
        A.set(i, 2, Math.cos(q[i]));
      }
      if (withSlope) {
        A.set(i, columns - 1, q[i]);
      }
    }
    return A;
  }
}

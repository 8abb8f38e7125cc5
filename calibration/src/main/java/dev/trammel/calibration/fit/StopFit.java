package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * What an encoder reads where its joint meets its end stops, again and again:
 *
 * <pre>  r = s g q + o − c w</pre>
 *
 * <pre>
 *   q  where the stop is            w  way that the joint has gone upwards before
 *   s  sign, g gear, o offset       c  what the encoder loses for a unit of it
 * </pre>
 *
 * @param sign s
 * @param gear g; nothing if no fraction, or more than one, agrees with the slope
 * @param slope |s g| as fitted, with its deviation
 * @param offset o, on the exact gear if there is one [rad or m]
 * @param lost s c, with its deviation [-]
 * @param disagreement by how much the offsets at both stops differ on the exact gear [rad or m]
 * @param degrees of freedom
 */
public record StopFit(
    int sign,
    Optional<GearRatio> gear,
    EncoderFit.Value slope,
    EncoderFit.Value offset,
    EncoderFit.Value lost,
    double disagreement,
    int degrees) {

  private static final double SURE = 5;

  /** As sure as counting teeth. */
  private static final double LEAST_HALF = 1e-3;

  /**
   * Fits.
   *
   * @param stops q, of each visit; not modified
   * @param travel w, before each; not modified
   * @param readings r; not modified
   * @param eccentricity by how much an encoder may be off a line [rad or m]
   */
  public static StopFit of(
      double[] stops, double[] travel, double[] readings, double eccentricity) {
    Require.length(readings, stops.length, "readings");
    Require.length(travel, stops.length, "travel");
    Regression free = Regression.solve(matrix(stops, travel, true), readings);
    double lower = Arrays.stream(stops).min().orElseThrow();
    double upper = Arrays.stream(stops).max().orElseThrow();
    double slope = free.value(2);
    double half = Math.max(
        LEAST_HALF * Math.abs(slope), SURE * free.sigma(2) + 2 * eccentricity / (upper - lower));
    Optional<GearRatio> gear = GearRatio.within(Math.abs(slope), half);
    double exact = Math.signum(slope) * gear.map(GearRatio::value).orElse(Math.abs(slope));
    double[] rest = readings.clone();
    Arrays.setAll(rest, i -> rest[i] - exact * stops[i]);
    Regression fit = Regression.solve(matrix(stops, travel, false), rest);
    int sign = slope < 0 ? -1 : 1;
    return new StopFit(
        sign,
        gear,
        new EncoderFit.Value(Math.abs(slope), free.sigma(2)),
        new EncoderFit.Value(fit.value(0), fit.sigma(0)),
        new EncoderFit.Value(sign * free.value(1), free.sigma(1)),
        Math.abs((slope - exact) * (upper - lower)),
        fit.degreesOfFreedom());
  }

  private static DMatrixRMaj matrix(double[] q, double[] travel, boolean withSlope) {
    DMatrixRMaj A = new DMatrixRMaj(q.length, withSlope ? 3 : 2);
    for (int i = 0; i < q.length; i++) {
      A.set(i, 0, 1);
      A.set(i, 1, -travel[i]);
      if (withSlope) {
        A.set(i, 2, q[i]);
      }
    }
    return A;
  }
}

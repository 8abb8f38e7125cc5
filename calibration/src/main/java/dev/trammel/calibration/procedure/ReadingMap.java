package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import java.util.Optional;

/**
 * What encoders read where the joints are: r = slope · q + offset. Immutable.
 *
 * @param slope n, sign times gear, never 0 [-]
 * @param offset n [rad or m]
 */
record ReadingMap(double[] slope, double[] offset) {

  ReadingMap {
    slope = Require.finite(slope.clone(), "slope");
    offset = Require.length(Require.finite(offset.clone(), "offset"), slope.length, "offset");
    for (double one : slope) {
      Require.positive(Math.abs(one), "size of a slope");
    }
  }

  /** Of encoders that read positions. */
  static ReadingMap identity(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return new ReadingMap(ones, new double[n]);
  }

  /**
   * Of a robot: what is known of its encoders, unless it works by a calibration and corrects them
   * itself.
   */
  static ReadingMap of(BenchRobot robot) {
    int n = robot.described().robot().degreesOfFreedom();
    ReadingMap map = identity(n);
    if (!robot.nameplate().calibration().equals(Nameplate.UNCALIBRATED)) {
      return map;
    }
    for (int i = 0; i < n; i++) {
      String joint = robot.joint(i).name();
      map.slope[i] = known(robot.known(), joint, Quantity.SIGN, 1)
          * known(robot.known(), joint, Quantity.GEAR, 1);
      map.offset[i] = known(robot.known(), joint, Quantity.OFFSET, 0);
    }
    return map;
  }

  private static double known(
      Optional<Calibration> known, String joint, Quantity quantity, double without) {
    return known
        .flatMap(calibration -> calibration.known(joint, quantity))
        .map(Estimate::value)
        .orElse(without);
  }

  /** Where a joint is. */
  double position(int joint, double reading) {
    return (reading - offset[joint]) / slope[joint];
  }

  /** Where a robot that corrects nothing but signs takes a joint to be. */
  double believed(int joint, double reading) {
    return Math.signum(slope[joint]) * reading;
  }

  /** What its encoder reads. */
  double reading(int joint, double position) {
    return slope[joint] * position + offset[joint];
  }
}

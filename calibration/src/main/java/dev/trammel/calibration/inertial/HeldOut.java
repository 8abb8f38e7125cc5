package dev.trammel.calibration.inertial;

import java.util.Arrays;

/**
 * The efforts of a motion that was not fitted, along one period of it.
 *
 * @param time R, of its instants [s]
 * @param arrived n×R, efforts that arrived at the joints [N·m or N]
 * @param told n×R, what the fit says that they take; not a number where a joint hardly moves, since dry
 *     friction is anything there
 * @param left n, what is left of them as a share of them, both as root mean squares while the joint
 *     moves [-]
 */
public record HeldOut(double[] time, double[][] arrived, double[][] told, double[] left) {

  /**
   * What a fit leaves.
   *
   * @param equations of that motion, with its efforts
   * @param beta base parameters
   * @param period of the motion [s]
   */
  static HeldOut of(EffortEquations equations, double[] beta, double period) {
    double[] residual = equations.residual(beta);
    int n = equations.joints();
    int R = EffortEquations.ROWS;
    double[] time = new double[R];
    Arrays.setAll(time, t -> t * period / R);
    double[][] arrived = new double[n][];
    double[][] told = new double[n][R];
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      int first = i * R;
      arrived[i] = Arrays.copyOfRange(equations.T, first, first + R);
      Arrays.setAll(
          told[i],
          t -> equations.isMoving(first + t)
              ? equations.T[first + t] - residual[first + t]
              : Double.NaN);
      left[i] = equations.rms(residual, i) / Math.max(equations.rms(equations.T, i), 1e-12);
    }
    return new HeldOut(time, arrived, told, left);
  }
}

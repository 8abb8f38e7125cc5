package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.InertialVector;
import org.ejml.data.DMatrixRMaj;

/**
 * What the equations of motion of one joint come to over many instants, for every machine at once: its
 * efforts are a quadratic form, and after one look at the data nothing costs much any more.
 *
 * <pre>
 *   residual  Φ π/s + D/s q̇ + F/s sgn q̇ + o/s − e + (d − d₀) ė  =  rowᵀ x
 *   x  10n+5  (π/s, D/s, F/s, o/s, −1, d − d₀) of a machine: s strength, d delay, o what acts beside
 *   N  Σ row rowᵀ
 * </pre>
 *
 * <p>e is what was commanded d₀ before, ė how it changes.
 */
final class EffortSums {

  private static final int BESIDE = 5;

  private final int joint;
  private final double delay;
  private final int wide;
  private final int size;
  private final double[] N;
  private final double[] row;
  private final int[] at;
  private double squares;
  private int count;

  /** @param delay d₀ of the commands that will be told [s] */
  EffortSums(int joint, int joints, double delay) {
    this.joint = joint;
    this.delay = delay;
    wide = InertialVector.SIZE * joints;
    size = wide + BESIDE;
    N = new double[size * size];
    row = new double[size];
    at = new int[size];
  }

  /**
   * Adds an instant.
   *
   * @param Y n×10n regressor; not modified
   * @param rate q̇
   * @param effort e
   * @param change ė
   */
  void add(DMatrixRMaj Y, double rate, double effort, double change) {
    int entries = 0;
    for (int k = 0; k < wide; k++) {
      double y = Y.data[joint * wide + k];
      if (y != 0) {
        row[entries] = y;
        at[entries++] = k;
      }
    }
    double[] beside = {rate, Math.signum(rate), 1, effort, change};
    for (int k = 0; k < BESIDE; k++) {
      row[entries] = beside[k];
      at[entries++] = wide + k;
    }
    for (int a = 0; a < entries; a++) {
      for (int b = 0; b < entries; b++) {
        N[at[a] * size + at[b]] += row[a] * row[b];
      }
    }
    squares += effort * effort;
    count++;
  }

  /** 10n+5, x. */
  double[] of(Machine machine) {
    Drive drive = machine.drives().get(joint);
    double s = drive.strength();
    JointFriction friction = machine.friction().get(joint);
    double[] x = new double[size];
    double[] pi = InertialVector.of(machine.robot());
    for (int k = 0; k < wide; k++) {
      x[k] = pi[k] / s;
    }
    x[wide] = machine.robot().bodies().get(joint).joint().damping() / s;
    x[wide + 1] = friction.dry() / s;
    x[wide + 2] = (friction.asymmetry() - drive.offset()) / s;
    x[wide + 3] = -1;
    x[wide + 4] = drive.delay() - delay;
    return x;
  }

  /** N x. */
  double[] times(double[] x) {
    double[] out = new double[size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        out[a] += N[a * size + b] * x[b];
      }
    }
    return out;
  }

  /** Root mean square of the efforts [N·m or N]. */
  double effort() {
    return Math.sqrt(squares / Math.max(1, count));
  }

  /** Root mean square of what a machine leaves of them [N·m or N]. */
  double left(double[] x) {
    return Math.sqrt(Math.max(0, dot(x, times(x))) / Math.max(1, count));
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}

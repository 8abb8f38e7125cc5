package dev.trammel.calibration.inertial;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.InertialVector;
import dev.trammel.controller.robot.RobotModel;
import org.ejml.data.DMatrixRMaj;

/**
 * Coordinates of inertias that bodies can have: every point of them is a robot of positive masses
 * whose matter lies somewhere (Rucker and Wensing, Smooth parameterization of rigid-body inertia,
 * 2022; the pseudo-inertia is Traversaro's, 2016).
 *
 * <pre>
 *   J = [Σ c̄; c̄ᵀ m] = U Uᵀ,   U = e^α [e^d₁ s₁₂ s₁₃ t₁; 0 e^d₂ s₂₃ t₂; 0 0 e^d₃ t₃; 0 0 0 1]
 * </pre>
 *
 * <pre>
 *   J  4×4  second moments Σ of the mass about the frame's origin, first moment c̄, mass m
 *   ξ  10n  per body: α, d₁, d₂, d₃, s₁₂, s₂₃, s₁₃, t₁, t₂, t₃, from those of the described robot
 *           on, and in units in which 1 is about a tenth of mass, of inertia, or of the body's size
 *   π  10n  inertias, each as {@link InertialVector} has it
 * </pre>
 *
 * <p>Immutable.
 */
public final class FeasibleInertias {

  private static final int SIZE = InertialVector.SIZE;

  /** Entries of ξ that are logarithms. */
  private static final int LOGARITHMS = 4;

  /** m is e^2α and Σ has e^2d: half a tenth. */
  private static final double LOGARITHM_UNIT = 0.05;

  private static final double LENGTH_UNIT = 0.1;

  /** Least variance of a body's mass, as a share of its size squared. */
  private static final double THINNEST = 1e-6;

  private static final double STEP = 1e-4;

  private final int n;
  private final double[] centre;
  private final double[] unit;

  /** Coordinates from a robot's inertias on. */
  public FeasibleInertias(RobotModel robot) {
    n = robot.degreesOfFreedom();
    centre = new double[SIZE * n];
    unit = new double[SIZE * n];
    double[] pi = InertialVector.of(robot);
    for (int body = 0; body < n; body++) {
      double size = decompose(pi, SIZE * body);
      for (int k = 0; k < SIZE; k++) {
        unit[SIZE * body + k] = k < LOGARITHMS ? LOGARITHM_UNIT : LENGTH_UNIT * size;
      }
    }
  }

  /** 10n. */
  public int size() {
    return centre.length;
  }

  /** Finds the centre's entries of one body; returns the body's size [m]. */
  private double decompose(double[] pi, int at) {
    double m = Require.positive(pi[at], "mass");
    double[] t = {pi[at + 1] / m, pi[at + 2] / m, pi[at + 3] / m};
    double half = (pi[at + 4] + pi[at + 5] + pi[at + 6]) / 2;
    // Σ/m − t tᵀ: variance of where the mass is
    double xx = (half - pi[at + 4]) / m - t[0] * t[0];
    double yy = (half - pi[at + 5]) / m - t[1] * t[1];
    double zz = (half - pi[at + 6]) / m - t[2] * t[2];
    double xy = -pi[at + 7] / m - t[0] * t[1];
    double xz = -pi[at + 8] / m - t[0] * t[2];
    double yz = -pi[at + 9] / m - t[1] * t[2];
    double size = Math.sqrt(half / m);
    double least = THINNEST * size * size;
    double u33 = Math.sqrt(Math.max(zz, least));
    double u23 = yz / u33;
    double u13 = xz / u33;
    double u22 = Math.sqrt(Math.max(yy - u23 * u23, least));
    double u12 = (xy - u13 * u23) / u22;
    double u11 = Math.sqrt(Math.max(xx - u12 * u12 - u13 * u13, least));
    double[] found = {
      Math.log(m) / 2, Math.log(u11), Math.log(u22), Math.log(u33), u12, u23, u13, t[0], t[1], t[2]
    };
    System.arraycopy(found, 0, centre, at, SIZE);
    return size;
  }

  /**
   * The inertias at a point.
   *
   * @param xi 10n; not modified
   * @return π, 10n
   */
  public double[] inertias(double[] xi) {
    Require.length(xi, centre.length, "xi");
    double[] pi = new double[centre.length];
    double[] theta = new double[SIZE];
    for (int at = 0; at < pi.length; at += SIZE) {
      for (int k = 0; k < SIZE; k++) {
        theta[k] = centre[at + k] + unit[at + k] * xi[at + k];
      }
      compose(theta, pi, at);
    }
    return pi;
  }

  private static void compose(double[] theta, double[] pi, int at) {
    double m = Math.exp(2 * theta[0]);
    double u11 = Math.exp(theta[1]);
    double u22 = Math.exp(theta[2]);
    double u33 = Math.exp(theta[3]);
    double u12 = theta[4];
    double u23 = theta[5];
    double u13 = theta[6];
    double x = theta[7];
    double y = theta[8];
    double z = theta[9];
    double xx = m * (u11 * u11 + u12 * u12 + u13 * u13 + x * x);
    double yy = m * (u22 * u22 + u23 * u23 + y * y);
    double zz = m * (u33 * u33 + z * z);
    pi[at] = m;
    pi[at + 1] = m * x;
    pi[at + 2] = m * y;
    pi[at + 3] = m * z;
    pi[at + 4] = yy + zz;
    pi[at + 5] = xx + zz;
    pi[at + 6] = xx + yy;
    pi[at + 7] = -m * (u12 * u22 + u13 * u23 + x * y);
    pi[at + 8] = -m * (u13 * u33 + x * z);
    pi[at + 9] = -m * (u23 * u33 + y * z);
  }

  /**
   * How the inertias change with the coordinates, ∂π/∂ξ by central differences.
   *
   * @param xi 10n; not modified
   * @return 10n×10n, one block per body
   */
  public DMatrixRMaj derivative(double[] xi) {
    DMatrixRMaj D = new DMatrixRMaj(xi.length, xi.length);
    double[] moved = xi.clone();
    for (int k = 0; k < SIZE; k++) {
      double[] above = inertias(shifted(xi, moved, k, STEP));
      double[] below = inertias(shifted(xi, moved, k, -STEP));
      for (int row = 0; row < xi.length; row++) {
        int column = row / SIZE * SIZE + k;
        D.set(row, column, (above[row] - below[row]) / (2 * STEP));
      }
    }
    return D;
  }

  /** All bodies' k-th coordinates at once: no body's inertia depends on another's. */
  private static double[] shifted(double[] xi, double[] moved, int k, double by) {
    System.arraycopy(xi, 0, moved, 0, xi.length);
    for (int at = k; at < xi.length; at += SIZE) {
      moved[at] += by;
    }
    return moved;
  }
}

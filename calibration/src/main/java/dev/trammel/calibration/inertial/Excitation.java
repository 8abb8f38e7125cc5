package dev.trammel.calibration.inertial;

import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.GravityModel;
import dev.trammel.controller.task.PlantSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Finds motions that tell the base parameters well: those whose regressor, with columns of length 1,
 * has a small condition number, within limits of position, speed and effort.
 *
 * <p>A shape is drawn, blown up until it is near a limit of position or speed, and changed at random;
 * what is better is kept, and the changes grow and shrink with success (Rechenberg's rule of one
 * fifth). A shape that needs more effort than is allowed is worse than any that does not.
 */
public final class Excitation {

  /** K. */
  private static final int HARMONICS = 5;

  /** Instants of a period that are looked at. */
  private static final int INSTANTS = 60;

  /** Of the way from the limits to the middle that its centre may be. */
  private static final double CENTRE = 0.4;

  /** Kept free of what a limit allows, for the fading and for a description that is wrong. */
  private static final double MARGIN = 0.8;

  /** Logit of the share of the limits that the search begins with. */
  private static final double START = 2;

  /** How often it is made smaller, about e times each, where the first shape needs too much effort. */
  private static final int SMALLEST = 8;

  private static final double BEYOND = 1e6;

  private final JointParameters parameters;
  private final BaseParameters base;
  private final ExcitationLimits limits;
  private final Rhythm rhythm;
  private final RigidBodyDynamics dynamics;
  private final Optional<RigidBodyDynamics> compensation;
  private final int n;
  private final DMatrixRMaj phi;
  private final DMatrixRMaj rows;
  private final DMatrixRMaj W;

  /** For a described robot. */
  public Excitation(
      PlantSettings described,
      JointParameters parameters,
      BaseParameters base,
      ExcitationLimits limits,
      Rhythm rhythm) {
    RobotModel robot = described.robot();
    this.parameters = parameters;
    this.base = base;
    this.limits = limits;
    this.rhythm = rhythm;
    n = robot.degreesOfFreedom();
    dynamics = new RigidBodyDynamics(robot, described.world().gravity());
    compensation = described.gravityCompensation().map(Excitation::dynamics);
    phi = new DMatrixRMaj(n, parameters.size());
    rows = new DMatrixRMaj(n, base.size());
    W = new DMatrixRMaj(n * INSTANTS, base.size());
  }

  private static RigidBodyDynamics dynamics(GravityModel model) {
    return new RigidBodyDynamics(model.robot(), model.gravity());
  }

  /**
   * Looks for a motion.
   *
   * @param trials how many shapes are tried
   * @throws IllegalArgumentException if none was found within the limits
   */
  public FourierMotion search(int trials, SplittableRandom random) {
    double[] shape = new double[n * (2 * HARMONICS + 2)];
    for (int k = 2 * n; k < shape.length; k++) {
      shape[k] = random.nextGaussian();
    }
    double least = badness(motion(shape));
    for (int smaller = 0; smaller < SMALLEST && least >= BEYOND; smaller++) {
      Arrays.fill(shape, n, 2 * n, -smaller);
      least = badness(motion(shape));
    }
    double step = 0.3;
    for (int trial = 1; trial < trials; trial++) {
      double[] changed = shape.clone();
      for (int k = 0; k < changed.length; k++) {
        changed[k] += step * random.nextGaussian();
      }
      double value = badness(motion(changed));
      boolean better = value < least;
      step = Math.max(0.01, Math.min(1, step * (better ? 1.5 : 0.92)));
      if (better) {
        shape = changed;
        least = value;
      }
    }
    if (least >= BEYOND) {
      throw new IllegalArgumentException("no motion of excitation was found that keeps within "
          + "efforts of " + Arrays.toString(limits.effort())
          + "; raise the share of the limits that motions may use, or begin in a posture that "
          + "needs less");
    }
    return motion(shape);
  }

  /**
   * Blown up to a share of the limits of position and speed.
   *
   * @param shape n centres, n shares, then sines and cosines
   */
  private FourierMotion motion(double[] shape) {
    double[] centre = new double[n];
    double[][] a = new double[n][HARMONICS];
    double[][] b = new double[n][HARMONICS];
    for (int i = 0; i < n; i++) {
      double middle = (limits.lower()[i] + limits.upper()[i]) / 2;
      double half = (limits.upper()[i] - limits.lower()[i]) / 2;
      double off = CENTRE * Math.tanh(shape[i]);
      centre[i] = middle + off * half;
      for (int k = 0; k < HARMONICS; k++) {
        int at = 2 * n + 2 * (i * HARMONICS + k);
        a[i][k] = shape[at] / (k + 1);
        b[i][k] = shape[at + 1] / (k + 1);
      }
    }
    FourierMotion raw = new FourierMotion(new double[n], a, b, rhythm);
    double[][] peaks = peaks(raw);
    for (int i = 0; i < n; i++) {
      double half = (limits.upper()[i] - limits.lower()[i]) / 2;
      double room = half - Math.abs(centre[i] - (limits.lower()[i] + limits.upper()[i]) / 2);
      double share = MARGIN / (1 + Math.exp(-START - shape[n + i]));
      double scale = share * Math.min(room / peaks[0][i], limits.speed()[i] / peaks[1][i]);
      for (int k = 0; k < HARMONICS; k++) {
        a[i][k] *= scale;
        b[i][k] *= scale;
      }
    }
    return new FourierMotion(centre, a, b, rhythm);
  }

  private double[][] peaks(FourierMotion motion) {
    double[][] peaks = new double[2][n];
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    for (int t = 0; t < INSTANTS; t++) {
      motion.harmonics(rhythm.period() * t / INSTANTS, q, qd, qdd);
      for (int i = 0; i < n; i++) {
        peaks[0][i] = Math.max(peaks[0][i], Math.abs(q[i]));
        peaks[1][i] = Math.max(peaks[1][i], Math.abs(qd[i]));
      }
    }
    return peaks;
  }

  private double badness(FourierMotion motion) {
    double over = 0;
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    for (int t = 0; t < INSTANTS; t++) {
      motion.at(rhythm.fade() + rhythm.period() * t / INSTANTS, q, qd, qdd);
      over = Math.max(over, overload(q, qd, qdd));
      parameters.at(q, qd, qdd, phi);
      base.pick(phi, rows);
      CommonOps_DDRM.insert(rows, W, t * n, 0);
    }
    return over > 1 ? BEYOND * over : condition(W);
  }

  /** The greatest effort as a share of what is allowed. */
  private double overload(double[] q, double[] qd, double[] qdd) {
    double[] tau = new double[n];
    double[] g = new double[n];
    dynamics.inverseDynamics(q, qd, qdd, tau);
    compensation.ifPresent(model -> model.gravityForces(q, g));
    double most = 0;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, Math.abs(tau[i] - g[i]) / (MARGIN * limits.effort()[i]));
    }
    return most;
  }

  /** Condition number of a motion's regressor with columns of length 1. */
  public double condition(FourierMotion motion) {
    double value = badness(motion);
    return value >= BEYOND ? Double.POSITIVE_INFINITY : value;
  }

  /**
   * Condition number of a matrix with its columns brought to length 1.
   *
   * @param W not modified
   */
  static double condition(DMatrixRMaj W) {
    DMatrixRMaj G = new DMatrixRMaj(W.numCols, W.numCols);
    CommonOps_DDRM.multInner(W, G);
    double[] length = new double[W.numCols];
    for (int i = 0; i < length.length; i++) {
      length[i] = Math.sqrt(Math.max(G.get(i, i), 1e-30));
    }
    for (int i = 0; i < length.length; i++) {
      for (int j = 0; j < length.length; j++) {
        G.set(i, j, G.get(i, j) / length[i] / length[j]);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(length.length, false, true);
    if (!eigen.decompose(G)) {
      return BEYOND / 2;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < length.length; i++) {
      double value = eigen.getEigenvalue(i).getReal();
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return Math.min(BEYOND / 2, Math.sqrt(most / Math.max(least, 1e-14)));
  }
}

package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.InertialRegressor;
import dev.trammel.controller.robot.InertialVector;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * The sums of masses and first moments on which what holds a robot still depends at all: g(q) = Y β.
 * A coordinate of a centre of mass that is described as 0 is taken to be 0.
 *
 * <p>Columns of random poses are kept in the order from the last link to the first, first moments
 * before masses, as long as they are no sum of those kept before (Gram and Schmidt, twice). Immutable.
 */
public final class GravitySet {

  private static final String[] NAMES = {"m", "mcx", "mcy", "mcz"};
  private static final double NOTHING_LEFT = 1e-8;
  private static final double NOTHING_AT_ALL = 1e-12;
  private static final int POSES_PER_COLUMN = 3;
  private static final double UNLIMITED = 3;

  private final RobotModel robot;
  private final InertialRegressor regressor;
  private final int n;
  private final int[] kept;
  private final int[] all;
  private final double[][] shares;
  private final DMatrixRMaj Y;
  private final double[] none;

  /** Finds it. */
  public GravitySet(RobotModel robot, Vector3 gravity) {
    this.robot = robot;
    regressor = new InertialRegressor(robot, gravity);
    n = robot.degreesOfFreedom();
    Y = new DMatrixRMaj(n, InertialVector.SIZE * n);
    none = new double[n];
    all = described(robot);
    double[][] columns = randomPoses();
    List<Integer> independent = new ArrayList<>();
    List<double[]> basis = new ArrayList<>();
    for (int j = 0; j < all.length; j++) {
      double[] left = columns[j].clone();
      double whole = norm(left);
      for (int pass = 0; pass < 2; pass++) {
        for (double[] unit : basis) {
          subtract(left, unit, dot(unit, left));
        }
      }
      double rest = norm(left);
      if (rest > NOTHING_AT_ALL && rest > NOTHING_LEFT * whole) {
        independent.add(j);
        subtract(left, left, 1 - 1 / rest);
        basis.add(left);
      }
    }
    kept = independent.stream().mapToInt(Integer::intValue).toArray();
    shares = shares(columns);
  }

  /** Columns that are not 0 by description, the last link's first. */
  private static int[] described(RobotModel robot) {
    List<Integer> columns = new ArrayList<>();
    for (int body = robot.degreesOfFreedom() - 1; body >= 0; body--) {
      double[] vector = vector(robot.bodies().get(body));
      for (int entry : new int[] {1, 2, 3, 0}) {
        if (vector[entry] != 0) {
          columns.add(InertialVector.SIZE * body + entry);
        }
      }
    }
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] vector(Body body) {
    double[] vector = new double[InertialVector.SIZE];
    InertialVector.write(body.inertia(), vector, 0);
    return vector;
  }

  private double[][] randomPoses() {
    int poses = POSES_PER_COLUMN * all.length;
    double[][] columns = new double[all.length][poses * n];
    // any draws do: the set is a property of the robot
    SplittableRandom random = new SplittableRandom(0);
    double[] q = new double[n];
    for (int k = 0; k < poses; k++) {
      for (int i = 0; i < n; i++) {
        Joint joint = robot.bodies().get(i).joint();
        q[i] = random.nextDouble(
            Math.max(joint.lower(), -UNLIMITED), Math.min(joint.upper(), UNLIMITED));
      }
      regressor.at(q, none, none, Y);
      for (int j = 0; j < all.length; j++) {
        for (int i = 0; i < n; i++) {
          columns[j][k * n + i] = Y.get(i, all[j]);
        }
      }
    }
    return columns;
  }

  /** Each column as a sum of those kept: columns × kept. */
  private double[][] shares(double[][] columns) {
    int rows = columns[0].length;
    DMatrixRMaj A = new DMatrixRMaj(rows, kept.length);
    for (int j = 0; j < kept.length; j++) {
      for (int i = 0; i < rows; i++) {
        A.set(i, j, columns[kept[j]][i]);
      }
    }
    double[][] sums = new double[all.length][kept.length];
    for (int j = 0; j < all.length; j++) {
      Regression fit = Regression.solve(A, columns[j]);
      for (int i = 0; i < kept.length; i++) {
        double share = fit.value(i);
        sums[j][i] = Math.abs(share) < NOTHING_LEFT ? 0 : share;
      }
    }
    return sums;
  }

  /** r. */
  public int size() {
    return kept.length;
  }

  /** β of a robot with the same joints: of what is described, or of what is true. */
  public double[] of(RobotModel same) {
    double[] beta = new double[kept.length];
    for (int j = 0; j < all.length; j++) {
      Body body = same.bodies().get(all[j] / InertialVector.SIZE);
      double value = vector(body)[all[j] % InertialVector.SIZE];
      for (int i = 0; i < kept.length; i++) {
        beta[i] += shares[j][i] * value;
      }
    }
    return beta;
  }

  /** Entry i as a sum: {@code link4.mcz + 0.4 link5.m}. */
  public String name(int i) {
    StringBuilder name = new StringBuilder(column(kept[i]));
    for (int j = 0; j < all.length; j++) {
      double share = shares[j][i];
      if (j != kept[i] && share != 0) {
        name.append(share < 0 ? " - " : " + ");
        if (Math.abs(Math.abs(share) - 1) > NOTHING_LEFT) {
          name.append(String.format(Locale.ROOT, "%.4g ", Math.abs(share)));
        }
        name.append(column(j));
      }
    }
    return name.toString();
  }

  private String column(int j) {
    return robot.bodies().get(all[j] / InertialVector.SIZE).name() + "."
        + NAMES[all[j] % InertialVector.SIZE];
  }

  /**
   * Y(q + δ) averaged along a path.
   *
   * @param shift δ, n; not modified
   * @return n×r
   */
  double[][] mean(SlowPass pass, double[] shift) {
    double[][] mean = new double[n][kept.length];
    double[] q = new double[n];
    for (double[] position : pass.path()) {
      for (int i = 0; i < n; i++) {
        q[i] = position[i] + shift[i];
      }
      regressor.at(q, none, none, Y);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < kept.length; j++) {
          mean[i][j] += Y.get(i, all[kept[j]]) / pass.path().length;
        }
      }
    }
    return mean;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** a −= factor · b, which may be a itself. */
  private static void subtract(double[] a, double[] b, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] -= factor * b[i];
    }
  }
}

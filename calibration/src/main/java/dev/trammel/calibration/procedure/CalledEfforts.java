package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the joints' motions call for, and the efforts that were given meanwhile, all smoothed alike.
 * Rates and accelerations are of lines and parabolas by least squares about each instant.
 *
 * <pre>
 *   z_i  4×T  τ_i of the described robot, q̇_i, sign q̇_i, 1
 *   u_j  T    mean effort about the same instant
 * </pre>
 *
 * <p>Of each joint those instants count at which it moves: friction holds one that rests, by anything.
 */
final class CalledEfforts {

  /** Seconds to either side that rates are taken over. */
  private static final double REACH = 0.04;

  /** Of a reach, between the instants that are looked at. */
  private static final double STRIDE = 0.25;

  /** A joint moves that is faster than this share of its usual speed, before and after too. */
  private static final double MOVING = 0.3;

  /** Deviations of a rate's noise that a joint which moves is faster than; slower ones may creep. */
  private static final double CLEAR = 15;

  private static final int REGRESSORS = 4;

  private final Trace trace;
  private final int n;
  private final int reach;
  private final int stride;
  private final int count;
  private final double step;
  private final NoiseLevels noise;
  private final double[][] tau;
  private final double[][] rates;
  private final double[][] given;

  CalledEfforts(PlantSettings described, Trace trace) {
    this.trace = trace;
    n = trace.joints();
    step = trace.period();
    noise = NoiseLevels.described(described);
    reach = Math.max(2, (int) Math.round(REACH / step));
    stride = Math.max(1, (int) Math.round(STRIDE * REACH / step));
    count = Math.max(0, (trace.steps() - 2 * reach) / stride);
    tau = new double[n][count];
    rates = new double[n][count];
    given = new double[n][count];
    RigidBodyDynamics dynamics =
        new RigidBodyDynamics(described.robot(), described.world().gravity());
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    double[] out = new double[n];
    for (int k = 0; k < count; k++) {
      int centre = reach + k * stride;
      for (int i = 0; i < n; i++) {
        look(centre, i, q, qd, qdd);
        given[i][k] = mean(centre, i);
        rates[i][k] = qd[i];
      }
      dynamics.inverseDynamics(q, qd, qdd, out);
      for (int i = 0; i < n; i++) {
        tau[i][k] = out[i];
      }
    }
  }

  /** Instants that were looked at. */
  int count() {
    return count;
  }

  /** By least squares about one instant. */
  private void look(int centre, int i, double[] q, double[] qd, double[] qdd) {
    boolean isMeasured = trace.measuresRate(i);
    double sum = 0;
    double slope = 0;
    double squares = 0;
    double bend = 0;
    double bends = 0;
    double meanSquare = reach * (reach + 1) / 3.0;
    for (int s = -reach; s <= reach; s++) {
      double value = isMeasured ? trace.rate(centre + s, i) : trace.position(centre + s, i);
      double curved = (double) s * s - meanSquare;
      sum += value;
      slope += s * value;
      squares += (double) s * s;
      bend += curved * value;
      bends += curved * curved;
    }
    q[i] = trace.position(centre, i);
    qd[i] = isMeasured ? sum / (2 * reach + 1) : slope / squares / step;
    qdd[i] = isMeasured ? slope / squares / step : 2 * bend / bends / (step * step);
  }

  private double mean(int centre, int i) {
    double sum = 0;
    for (int s = -reach; s < reach; s++) {
      sum += trace.command(centre + s, i);
    }
    return sum / (2 * reach);
  }

  /** Instants at which a joint moves, and goes on to. */
  private int[] moving(int joint) {
    double[] rate = rates[joint];
    double usual = Math.sqrt(Arrays.stream(rate).map(v -> v * v).sum() / Math.max(1, count));
    double least = Math.max(MOVING * usual, CLEAR * noiseOfRate(joint));
    int around = (int) Math.ceil(1 / STRIDE);
    return IntStream.range(around, count - around)
        .filter(k -> IntStream.rangeClosed(k - around, k + around)
            .allMatch(o -> rate[o] * rate[k] > 0 && Math.abs(rate[o]) > least))
        .toArray();
  }

  private double noiseOfRate(int joint) {
    if (trace.measuresRate(joint)) {
      return noise.of(n + joint) / Math.sqrt(2 * reach + 1);
    }
    double squares = reach * (reach + 1) * (2 * reach + 1) / 3.0;
    return noise.of(joint) / Math.sqrt(squares) / step;
  }

  /** Instants at which a joint moves. */
  int instants(int joint) {
    return moving(joint).length;
  }

  /**
   * How well an actuator's efforts are explained by what a joint's motion calls for, all parts of it
   * with coefficients that can be.
   *
   * @param sign ±1, by which the efforts are taken
   * @return share of their variance that is not explained, 1 if nothing is
   */
  double unexplained(int joint, int actuator, int sign) {
    int[] at = moving(joint);
    double[][] z = new double[REGRESSORS][at.length];
    double[] u = new double[at.length];
    for (int k = 0; k < at.length; k++) {
      z[0][k] = tau[joint][at[k]];
      z[1][k] = rates[joint][at[k]];
      z[2][k] = Math.signum(rates[joint][at[k]]);
      z[3][k] = 1;
      u[k] = sign * given[actuator][at[k]];
    }
    double[] mean = new double[at.length];
    Arrays.fill(mean, Arrays.stream(u).average().orElse(0));
    double all = distance(u, mean);
    double least = 1;
    for (int subset = 0; subset < 1 << (REGRESSORS - 1) && all > 0; subset++) {
      least = Math.min(least, left(z, u, subset) / all);
    }
    return least;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** Sum of squares that a mean and some regressors leave; infinite if one goes the wrong way. */
  private static double left(double[][] z, double[] u, int subset) {
    double[][] A = new double[REGRESSORS][REGRESSORS + 1];
    for (int a = 0; a < REGRESSORS; a++) {
      for (int b = 0; b < REGRESSORS; b++) {
        A[a][b] = isIn(subset, a) && isIn(subset, b) ? dot(z[a], z[b]) : a == b ? 1 : 0;
      }
      A[a][REGRESSORS] = isIn(subset, a) ? dot(z[a], u) : 0;
    }
    double[] x = solve(A);
    double[] fit = new double[u.length];
    for (int a = 0; a < REGRESSORS; a++) {
      if (a < REGRESSORS - 1 && !(x[a] >= 0)) {
        return Double.POSITIVE_INFINITY;
      }
      for (int k = 0; k < fit.length; k++) {
        fit[k] += x[a] * z[a][k];
      }
    }
    return distance(u, fit);
  }

  /** The mean always is. */
  private static boolean isIn(int subset, int regressor) {
    return regressor == REGRESSORS - 1 || (subset >> regressor & 1) == 1;
  }

  /** Of a positive definite system; NaN for a singular one. */
  private static double[] solve(double[][] A) {
    for (int k = 0; k < REGRESSORS; k++) {
      for (int i = k + 1; i < REGRESSORS; i++) {
        double factor = A[i][k] / A[k][k];
        for (int j = k; j <= REGRESSORS; j++) {
          A[i][j] -= factor * A[k][j];
        }
      }
    }
    double[] x = new double[REGRESSORS];
    for (int k = REGRESSORS - 1; k >= 0; k--) {
      x[k] = A[k][REGRESSORS];
      for (int j = k + 1; j < REGRESSORS; j++) {
        x[k] -= A[k][j] * x[j];
      }
      x[k] /= A[k][k];
    }
    return x;
  }
}

package dev.trammel.controller.robot;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What {@link RigidBodyStepper} does, with its derivative: each stage of the Runge-Kutta method
 * carries the changes of where the interval began along, so that the result is the exact derivative
 * of the computed step and not of the motion that it approximates.
 *
 * <p>Nothing but the constructor allocates. Not thread-safe.
 */
public final class RigidBodySensitivity {

  private final AccelerationDerivatives derivatives;
  private final double subStep;
  private final int n;
  private final int columns;
  private final int[] driven;
  private final Motion now;
  private final Motion stage;
  private final Motion sum;

  /** Positions and rates, n each, with n rows of their derivatives. */
  private static final class Motion {

    final double[] q;
    final double[] qd;
    final double[] dq;
    final double[] dqd;

    Motion(int n, int columns) {
      q = new double[n];
      qd = new double[n];
      dq = new double[n * columns];
      dqd = new double[n * columns];
    }

    void clear() {
      Arrays.fill(q, 0);
      Arrays.fill(qd, 0);
      Arrays.fill(dq, 0);
      Arrays.fill(dqd, 0);
    }

    void set(Motion other) {
      System.arraycopy(other.q, 0, q, 0, q.length);
      System.arraycopy(other.qd, 0, qd, 0, qd.length);
      System.arraycopy(other.dq, 0, dq, 0, dq.length);
      System.arraycopy(other.dqd, 0, dqd, 0, dqd.length);
    }
  }

  private final double[] acceleration;
  private final double[] changes;

  /**
   * @param dynamics used as workspace
   * @param subStep longest step of the method [s]
   * @param driven joints whose efforts count as inputs, k of them; not modified
   */
  public RigidBodySensitivity(RigidBodyDynamics dynamics, double subStep, int[] driven) {
    derivatives = new AccelerationDerivatives(dynamics);
    this.subStep = subStep;
    this.driven = driven.clone();
    n = dynamics.degreesOfFreedom();
    columns = 2 * n + driven.length;
    now = new Motion(n, columns);
    stage = new Motion(n, columns);
    sum = new Motion(n, columns);
    acceleration = new double[n];
    changes = new double[n * columns];
  }

  /**
   * Goes through an interval in equal sub-steps.
   *
   * @param q n joint positions [rad or m]; modified
   * @param qd n joint rates [rad/s or m/s]; modified
   * @param tau n efforts, held [N·m or N]; not modified
   * @param duration of the interval [s]
   * @param out 2n×(2n+k): derivative of (q, q̇) after with respect to (q, q̇) before and the efforts
   *     of the driven joints; modified
   * @return false if the mass matrix lost positive definiteness; all is then undefined
   */
  public boolean step(double[] q, double[] qd, double[] tau, double duration, DMatrixRMaj out) {
    int steps = RigidBodyStepper.subSteps(duration, subStep);
    double h = duration / steps;
    begin(q, qd);
    for (int i = 0; i < steps; i++) {
      if (!rungeKutta(tau, h)) {
        return false;
      }
    }
    System.arraycopy(now.q, 0, q, 0, n);
    System.arraycopy(now.qd, 0, qd, 0, n);
    System.arraycopy(now.dq, 0, out.data, 0, n * columns);
    System.arraycopy(now.dqd, 0, out.data, n * columns, n * columns);
    return true;
  }

  private void begin(double[] q, double[] qd) {
    now.clear();
    System.arraycopy(q, 0, now.q, 0, n);
    System.arraycopy(qd, 0, now.qd, 0, n);
    for (int i = 0; i < n; i++) {
      now.dq[i * columns + i] = 1;
      now.dqd[i * columns + n + i] = 1;
    }
  }

  private boolean rungeKutta(double[] tau, double h) {
    stage.set(now);
    sum.clear();
    if (!slope(tau, h / 6, h / 2)
        || !slope(tau, h / 3, h / 2)
        || !slope(tau, h / 3, h)
        || !slope(tau, h / 6, 0)) {
      return false;
    }
    add(sum.q, now.q);
    add(sum.qd, now.qd);
    add(sum.dq, now.dq);
    add(sum.dqd, now.dqd);
    return true;
  }

  /** Adds the slopes met here to the sums, and goes to where the next slopes are taken. */
  private boolean slope(double[] tau, double weight, double ahead) {
    if (!derivatives.update(stage.q, stage.qd, tau, acceleration)) {
      return false;
    }
    Arrays.fill(changes, 0);
    for (int i = 0; i < driven.length; i++) {
      changes[driven[i] * columns + 2 * n + i] = 1;
    }
    derivatives.push(stage.dq, stage.dqd, columns, changes);
    advance(sum.q, sum.qd, stage.qd, acceleration, weight);
    advance(sum.dq, sum.dqd, stage.dqd, changes, weight);
    follow(now.q, stage.qd, ahead, stage.q);
    follow(now.qd, acceleration, ahead, stage.qd);
    follow(now.dq, stage.dqd, ahead, stage.dq);
    follow(now.dqd, changes, ahead, stage.dqd);
    return true;
  }

  private static void advance(double[] q, double[] qd, double[] rate, double[] slope, double h) {
    for (int i = 0; i < q.length; i++) {
      q[i] += h * rate[i];
      qd[i] += h * slope[i];
    }
  }

  /** out = from + h slope. */
  private static void follow(double[] from, double[] slope, double h, double[] out) {
    for (int i = 0; i < from.length; i++) {
      out[i] = from[i] + h * slope[i];
    }
  }

  private static void add(double[] a, double[] to) {
    for (int i = 0; i < a.length; i++) {
      to[i] += a[i];
    }
  }
}

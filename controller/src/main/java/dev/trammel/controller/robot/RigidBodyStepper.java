package dev.trammel.controller.robot;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;

/**
 * Moves a robot through time under held efforts: the classical Runge-Kutta method of fourth order
 * on the exact equations of motion.
 *
 * <p>Dry friction and joint limits are not part of it. Nothing but the constructor allocates. Not
 * thread-safe.
 */
public final class RigidBodyStepper {

  /** Share of a sub-step by which rounding may lengthen an interval without adding one. */
  private static final double ROUNDING = 1e-9;

  private final RigidBodyDynamics dynamics;
  private final double subStep;
  private final double[] position;
  private final double[] rate;
  private final double[] acceleration;
  private final double[] rateSum;
  private final double[] accelerationSum;

  /**
   * @param dynamics used as workspace
   * @param subStep longest step of the method [s]
   */
  public RigidBodyStepper(RigidBodyDynamics dynamics, double subStep) {
    this.dynamics = dynamics;
    this.subStep = Require.positive(subStep, "subStep");
    int n = dynamics.degreesOfFreedom();
    position = new double[n];
    rate = new double[n];
    acceleration = new double[n];
    rateSum = new double[n];
    accelerationSum = new double[n];
  }

  /**
   * Goes through an interval in equal sub-steps.
   *
   * @param q n joint positions [rad or m]; modified
   * @param qd n joint rates [rad/s or m/s]; modified
   * @param tau n efforts, held [N·m or N]; not modified
   * @param duration of the interval [s]
   * @return false if the mass matrix lost positive definiteness; q and q̇ are then undefined
   */
  public boolean step(double[] q, double[] qd, double[] tau, double duration) {
    int steps = subSteps(duration, subStep);
    double h = duration / steps;
    for (int i = 0; i < steps; i++) {
      if (!rungeKutta(q, qd, tau, h)) {
        return false;
      }
    }
    return true;
  }

  /** Into how many equal parts an interval is divided. */
  static int subSteps(double duration, double subStep) {
    return Math.max(1, (int) Math.ceil(duration / subStep - ROUNDING));
  }

  private boolean rungeKutta(double[] q, double[] qd, double[] tau, double h) {
    int n = q.length;
    System.arraycopy(q, 0, position, 0, n);
    System.arraycopy(qd, 0, rate, 0, n);
    Arrays.fill(rateSum, 0);
    Arrays.fill(accelerationSum, 0);
    if (!stage(q, qd, tau, h / 6, h / 2)
        || !stage(q, qd, tau, h / 3, h / 2)
        || !stage(q, qd, tau, h / 3, h)
        || !stage(q, qd, tau, h / 6, 0)) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      q[i] += rateSum[i];
      qd[i] += accelerationSum[i];
    }
    return true;
  }

  /** Adds the slopes met here to the sums, and goes to where the next slopes are taken. */
  private boolean stage(double[] q, double[] qd, double[] tau, double weight, double ahead) {
    if (!dynamics.forwardDynamics(position, rate, tau, acceleration)) {
      return false;
    }
    for (int i = 0; i < q.length; i++) {
      rateSum[i] += weight * rate[i];
      accelerationSum[i] += weight * acceleration[i];
      position[i] = q[i] + ahead * rate[i];
      rate[i] = qd[i] + ahead * acceleration[i];
    }
    return true;
  }
}

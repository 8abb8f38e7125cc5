package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;

/** What holds a described robot still, averaged along a path. */
final class HoldingEfforts {

  /** For derivatives [rad or m]. */
  private static final double STEP = 1e-4;

  private final RigidBodyDynamics dynamics;
  private final int n;

  HoldingEfforts(RobotModel robot, Vector3 gravity) {
    dynamics = new RigidBodyDynamics(robot, gravity);
    n = robot.degreesOfFreedom();
  }

  /** Mean of g(q), n. */
  double[] mean(SlowPass pass) {
    return mean(pass, 0, 0);
  }

  /** Mean of ∂g/∂q, n×n: row i, column j is of effort i and joint j. */
  double[][] slopes(SlowPass pass) {
    double[][] slopes = new double[n][n];
    double most = 0;
    for (int j = 0; j < n; j++) {
      double[] above = mean(pass, j, STEP);
      double[] below = mean(pass, j, -STEP);
      for (int i = 0; i < n; i++) {
        slopes[i][j] = (above[i] - below[i]) / (2 * STEP);
        most = Math.max(most, Math.abs(slopes[i][j]));
      }
    }
    GravityStep.clear(slopes, GravityStep.ROUNDING * most);
    return slopes;
  }

  private double[] mean(SlowPass pass, int moved, double by) {
    double[] sum = new double[n];
    double[] g = new double[n];
    for (double[] position : pass.path()) {
      double[] q = position.clone();
      q[moved] += by;
      dynamics.gravityForces(q, g);
      for (int i = 0; i < n; i++) {
        sum[i] += g[i] / pass.path().length;
      }
    }
    return sum;
  }
}

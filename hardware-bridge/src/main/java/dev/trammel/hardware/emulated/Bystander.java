package dev.trammel.hardware.emulated;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.RobotModel;

/**
 * Somebody beside the robot. A joint that is at its bounds or beyond them while the robot is cut off
 * is pushed back within them by hand, half a second later: at an end stop noise alone reads beyond
 * it. Else nothing could ever make such a robot fit to be activated again.
 */
final class Bystander {

  /** How long the robot must have been cut off before anybody touches it [ms]. */
  private static final int PATIENCE = 500;

  /** Part of a joint's range that it is pushed beyond its bound. */
  private static final double WITHIN = 0.02;

  private final double[] lower;
  private final double[] upper;
  private int cutOff;

  Bystander(RobotModel robot) {
    int n = robot.degreesOfFreedom();
    lower = new double[n];
    upper = new double[n];
    for (int i = 0; i < n; i++) {
      Joint joint = robot.bodies().get(i).joint();
      boolean endless = joint.type() == JointType.CONTINUOUS;
      lower[i] = endless ? Double.NEGATIVE_INFINITY : joint.lower();
      upper[i] = endless ? Double.POSITIVE_INFINITY : joint.upper();
    }
  }

  /**
   * Another millisecond has passed.
   *
   * @param q n, where the joints are; modified if one is pushed back
   * @param qd n, their rates; modified likewise
   * @return whether one was
   */
  boolean look(boolean isCutOff, double[] q, double[] qd) {
    cutOff = isCutOff ? Math.min(cutOff + 1, PATIENCE) : 0;
    boolean pushed = false;
    for (int i = 0; cutOff == PATIENCE && i < q.length; i++) {
      double margin = WITHIN * (upper[i] - lower[i]);
      if (q[i] <= lower[i] || q[i] >= upper[i]) {
        q[i] = Math.max(lower[i] + margin, Math.min(upper[i] - margin, q[i]));
        qd[i] = 0;
        pushed = true;
      }
    }
    return pushed;
  }
}

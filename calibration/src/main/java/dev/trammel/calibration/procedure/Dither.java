package dev.trammel.calibration.procedure;

import java.util.Arrays;

/** One joint goes to and fro about a pose with an even acceleration, the others hold still. */
final class Dither implements Reference {

  private final double[] pose;
  private final int joint;
  private final double acceleration;
  private final double half;

  /**
   * @param pose n; not modified
   * @param acceleration [rad/s² or m/s²]
   * @param half of a period: from one turn of the effort to the next [s]
   */
  Dither(double[] pose, int joint, double acceleration, double half) {
    this.pose = pose.clone();
    this.joint = joint;
    this.acceleration = acceleration;
    this.half = half;
  }

  /** n, about which it goes. */
  double[] pose() {
    return pose.clone();
  }

  @Override
  public void at(double seconds, double[] q, double[] qd, double[] qdd) {
    System.arraycopy(pose, 0, q, 0, q.length);
    Arrays.fill(qd, 0);
    Arrays.fill(qdd, 0);
    // at rest where it begins, half way between two turns
    double since = seconds + half / 2;
    double inTurn = since % (2 * half);
    boolean isUp = inTurn < half;
    double t = (isUp ? inTurn : inTurn - half) - half / 2;
    double sense = isUp ? 1 : -1;
    q[joint] += sense * acceleration * (t * t / 2 - half * half / 8);
    qd[joint] = sense * acceleration * t;
    qdd[joint] = sense * acceleration;
  }
}

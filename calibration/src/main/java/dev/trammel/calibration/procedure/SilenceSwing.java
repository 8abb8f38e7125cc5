package dev.trammel.calibration.procedure;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The small swing of one joint in which nothing is sent any more: from where it stands, away from
 * the nearer bound, and back. Short and slow however far and fast the joint may go, since nobody
 * knows yet what stops it.
 */
final class SilenceSwing implements Reference {

  private static final double SECONDS = 3;
  private static final double OMEGA = 2 * Math.PI / SECONDS;

  /** Half of the way, at most, as a part of the joint's range, and at all [rad or m]. */
  private static final double SHARE_OF_RANGE = 0.02;

  private static final double MOST = 0.1;

  /** Of the speed that the session allows. */
  private static final double SHARE_OF_SPEED = 0.8;

  private final double[] stands;
  private final int joint;
  private final double amplitude;

  /**
   * @param share of the robot's limits that motions may use [-]
   * @param reading of all sensors where it stands; not modified
   */
  SilenceSwing(BenchRobot robot, int joint, double share, double[] reading) {
    this.joint = joint;
    StateLayout layout = robot.described().layout();
    stands = new double[layout.joints()];
    layout.readPositions(new DMatrixRMaj(reading.length, 1, true, reading), stands);
    Joint swung = robot.joint(joint);
    double most = Math.min(MOST, SHARE_OF_RANGE * (swung.upper() - swung.lower()));
    if (swung.velocity() > 0) {
      most = Math.min(most, SHARE_OF_SPEED * share * swung.velocity() / OMEGA);
    }
    amplitude = stands[joint] > (swung.lower() + swung.upper()) / 2 ? -most : most;
  }

  @Override
  public void at(double seconds, double[] q, double[] qd, double[] qdd) {
    System.arraycopy(stands, 0, q, 0, stands.length);
    Arrays.fill(qd, 0);
    Arrays.fill(qdd, 0);
    q[joint] += amplitude * (1 - Math.cos(OMEGA * seconds));
    qd[joint] = amplitude * OMEGA * Math.sin(OMEGA * seconds);
    qdd[joint] = amplitude * OMEGA * OMEGA * Math.cos(OMEGA * seconds);
  }
}

package dev.trammel.calibration.procedure;

import dev.trammel.controller.robot.RigidBodyDynamics;
import java.util.Optional;

/**
 * By how much a robot's own computer makes up wrongly for the weight of its joints, where their
 * encoders are known to read otherwise and it does not know so: it takes each joint to be where its
 * encoder reads, but for the sign.
 */
public final class MisjudgedWeight {

  private final BenchRobot robot;
  private final RigidBodyDynamics nominal;

  private MisjudgedWeight(BenchRobot robot, RigidBodyDynamics nominal) {
    this.robot = robot;
    this.nominal = nominal;
  }

  /** Of a robot that makes up for gravity; what its encoders are known to do may still be nothing. */
  public static Optional<MisjudgedWeight> of(BenchRobot robot) {
    return robot
        .described()
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()))
        .map(nominal -> new MisjudgedWeight(robot, nominal));
  }

  /**
   * What it adds beyond what holds the nominal robot.
   *
   * @param q n, where the joints are; not modified
   * @return n [N·m or N]
   */
  public double[] at(double[] q) {
    double[] believed = new double[q.length];
    for (int i = 0; i < q.length; i++) {
      double slope = robot.readingSlope(i);
      believed[i] = Math.signum(slope) * (slope * q[i] + robot.readingOffset(i));
    }
    double[] g = new double[q.length];
    double[] wrong = new double[q.length];
    nominal.gravityForces(q, g);
    nominal.gravityForces(believed, wrong);
    for (int i = 0; i < q.length; i++) {
      wrong[i] -= g[i];
    }
    return wrong;
  }
}

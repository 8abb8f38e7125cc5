package dev.trammel.controller.robot;

import org.ejml.data.DMatrixRMaj;

/**
 * Holds a frame of a robot near a place as springs and dampers would, its orientation near that of
 * the start, and makes up for gravity:
 *
 * <pre>  τ = g(q) + Jᵀ (k (p* − p) − d ṗ) + Jωᵀ (kω e − dω ω)</pre>
 *
 * <p>e is the axis of the rotation from the frame's orientation to the wanted one, times the sine of
 * its angle. Not thread-safe.
 */
public final class CartesianImpedance {

  private final Kinematics kinematics;
  private final RigidBodyDynamics dynamics;
  private final Frame frame;
  private final Gains gains;
  private final Matrix3 wanted;
  private final double[] p = new double[3];
  private final double[] v = new double[3];
  private final double[] w = new double[3];
  private final double[] force = new double[3];
  private final double[] torque = new double[3];
  private final DMatrixRMaj J;
  private final DMatrixRMaj turn;

  /**
   * Springs and dampers.
   *
   * @param stiffness k [N/m]
   * @param damping d [N·s/m]
   * @param turningStiffness kω [N·m/rad]
   * @param turningDamping dω [N·m·s/rad]
   */
  public record Gains(
      double stiffness, double damping, double turningStiffness, double turningDamping) {}

  /**
   * @param frame to hold
   * @param q joint positions at which the frame is oriented as wanted; not modified
   */
  public CartesianImpedance(
      RobotModel robot, Vector3 gravity, Frame frame, Gains gains, double[] q) {
    kinematics = new Kinematics(robot);
    dynamics = new RigidBodyDynamics(robot, gravity);
    this.frame = frame;
    this.gains = gains;
    kinematics.update(q);
    wanted = kinematics.pose(frame).rotation();
    J = new DMatrixRMaj(3, robot.degreesOfFreedom());
    turn = new DMatrixRMaj(3, robot.degreesOfFreedom());
  }

  /**
   * Computes the efforts.
   *
   * @param q positions [rad or m]; not modified
   * @param qd rates [rad/s or m/s]; not modified
   * @param x of the place p* [m]
   * @param y of the place [m]
   * @param z of the place [m]
   * @param tau n efforts [N·m or N]; modified
   */
  public void efforts(double[] q, double[] qd, double x, double y, double z, double[] tau) {
    kinematics.update(q, qd);
    kinematics.position(frame, p);
    kinematics.velocity(frame, v);
    kinematics.angularVelocity(frame, w);
    kinematics.jacobian(frame, J);
    kinematics.angularJacobian(frame, turn);
    pull(0, x);
    pull(1, y);
    pull(2, z);
    Matrix3 off = wanted.times(kinematics.pose(frame).rotation().transposed());
    twist(0, off.zy() - off.yz());
    twist(1, off.xz() - off.zx());
    twist(2, off.yx() - off.xy());
    dynamics.gravityForces(q, tau);
    int n = tau.length;
    for (int i = 0; i < n; i++) {
      for (int axis = 0; axis < 3; axis++) {
        tau[i] += J.data[axis * n + i] * force[axis] + turn.data[axis * n + i] * torque[axis];
      }
    }
  }

  private void pull(int axis, double place) {
    force[axis] = gains.stiffness * (place - p[axis]) - gains.damping * v[axis];
  }

  private void twist(int axis, double twiceSine) {
    torque[axis] = gains.turningStiffness * 0.5 * twiceSine - gains.turningDamping * w[axis];
  }
}

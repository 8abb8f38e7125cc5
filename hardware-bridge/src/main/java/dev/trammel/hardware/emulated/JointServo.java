package dev.trammel.hardware.emulated;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The robot's own position servo: each driven joint follows a place that moves to its aim at an
 * even speed, by computed torque,
 *
 * <pre>  u = M(q) (ω² e + 2ω (v − q̇) + ω³/2 ∫e) + g(q)</pre>
 *
 * <p>with the robot's own idea of its inertia M and, where nothing else makes up for it, of gravity
 * g. M is whole: two joints of nearly one axis with a light link between them answer to their own
 * Mᵢᵢ as to a gain many times as high, which a delay of some milliseconds makes unstable.
 */
final class JointServo {

  /**
   * ω, how stiff it is [rad/s]: as much as 20 ms of delay and lag allow. Light joints whose friction
   * is hundreds of their inertia come to rest near their aim only by the integral, in 3 to 20 s.
   */
  private static final double STIFFNESS = 18;

  /** Of the speed that the description allows, and no more than this [rad/s or m/s]. */
  private static final double SHARE_OF_SPEED = 0.25;

  private static final double MOST_SPEED = 0.5;

  private final StateLayout layout;
  private final RigidBodyDynamics nominal;
  private final boolean carriesItself;
  private final int[] joints;
  private final double[] speed;
  private final double[] aim;
  private final double[] place;
  private final double[] sum;
  private final double[] q;
  private final double[] qd;
  private final double[] acceleration;
  private final double[] g;
  private final DMatrixRMaj M;

  JointServo(PlantSettings settings) {
    int n = settings.robot().degreesOfFreedom();
    layout = settings.layout();
    nominal = new RigidBodyDynamics(settings.robot(), settings.world().gravity());
    carriesItself = settings.gravityCompensation().isEmpty();
    joints =
        settings.actuators().stream().mapToInt(actuator -> actuator.joint()).toArray();
    speed = new double[n];
    aim = new double[n];
    place = new double[n];
    sum = new double[n];
    q = new double[n];
    qd = new double[n];
    acceleration = new double[n];
    g = new double[n];
    M = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      Joint joint = settings.robot().bodies().get(i).joint();
      speed[i] = Math.min(MOST_SPEED, SHARE_OF_SPEED * joint.velocity());
    }
  }

  /** Sets out from where the robot is. */
  void aim(double[] positions, double[] reading) {
    read(reading);
    System.arraycopy(positions, 0, aim, 0, aim.length);
    System.arraycopy(q, 0, place, 0, place.length);
    Arrays.fill(sum, 0);
  }

  /**
   * What it wants now.
   *
   * @param seconds since it was last asked [s]
   * @param out m; modified
   */
  void effort(double[] reading, double seconds, double[] out) {
    read(reading);
    nominal.massMatrix(q, M);
    if (carriesItself) {
      nominal.gravityForces(q, g);
    }
    for (int joint : joints) {
      acceleration[joint] = acceleration(joint, seconds);
    }
    for (int i = 0; i < joints.length; i++) {
      out[i] = g[joints[i]];
      for (int joint : joints) {
        out[i] += M.get(joints[i], joint) * acceleration[joint];
      }
    }
  }

  /** What brings a joint to its place, which moves on [rad/s² or m/s²]. */
  private double acceleration(int joint, double seconds) {
    double way = aim[joint] - place[joint];
    double move = Math.max(-speed[joint] * seconds, Math.min(speed[joint] * seconds, way));
    place[joint] += move;
    double v = seconds > 0 ? move / seconds : 0;
    double e = place[joint] - q[joint];
    sum[joint] += seconds * e;
    double w = STIFFNESS;
    return w * w * e + 2 * w * (v - qd[joint]) + w * w * w / 2 * sum[joint];
  }

  private void read(double[] reading) {
    DMatrixRMaj x = DMatrixRMaj.wrap(reading.length, 1, reading);
    layout.readPositions(x, q);
    layout.readVelocities(x, qd);
  }
}

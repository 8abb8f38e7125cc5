package dev.trammel.calibration.inertial;

import dev.trammel.controller.robot.InertialRegressor;
import dev.trammel.controller.robot.InertialVector;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * All in which the efforts of a robot's joints are linear:
 *
 * <pre>  τ = Y(q, q̇, q̈) π + D q̇ + F tanh(q̇/v₀) + o = Φ(q, q̇, q̈) p</pre>
 *
 * <pre>
 *   Φ  n×13n  regressor;  p  13n: inertias π, dampings D, dry frictions F, offsets o
 *   v₀        below this speed dry friction is not told from none [rad/s or m/s]
 * </pre>
 *
 * <p>Rotors are part of the links that they turn with. Not thread-safe.
 */
public final class JointParameters {

  /** Numbers per joint beside its body's inertia: damping, dry friction, offset. */
  public static final int RESISTANCES = 3;

  private static final String[] INERTIAL = {
    "m", "mx", "my", "mz", "Ixx", "Iyy", "Izz", "Ixy", "Ixz", "Iyz"
  };

  private static final String[] RESISTING = {"damping", "dryFriction", "effortOffset"};

  /** v₀ as a share of the speeds of the motion that is asked about. */
  private static final double SLOW = 0.02;

  private final RobotModel robot;
  private final int n;
  private final InertialRegressor inertial;
  private final double[] slow;
  private final DMatrixRMaj Y;

  /**
   * @param speeds n, of the motions that it is asked about [rad/s or m/s]
   */
  public JointParameters(RobotModel robot, Vector3 gravity, double[] speeds) {
    this.robot = robot;
    n = robot.degreesOfFreedom();
    inertial = new InertialRegressor(robot, gravity);
    slow = speeds.clone();
    for (int i = 0; i < n; i++) {
      slow[i] *= SLOW;
    }
    Y = new DMatrixRMaj(n, InertialVector.SIZE * n);
  }

  public int joints() {
    return n;
  }

  /** 13n. */
  public int size() {
    return (InertialVector.SIZE + RESISTANCES) * n;
  }

  /** v₀ of a joint [rad/s or m/s]. */
  double slow(int joint) {
    return slow[joint];
  }

  /** Index in p of a joint's damping; its dry friction and offset follow. */
  public int resistance(int joint) {
    return InertialVector.SIZE * n + RESISTANCES * joint;
  }

  /**
   * Computes Φ.
   *
   * @param phi n×13n; modified
   */
  public void at(double[] q, double[] qd, double[] qdd, DMatrixRMaj phi) {
    inertial.at(q, qd, qdd, Y);
    phi.zero();
    for (int i = 0; i < n; i++) {
      System.arraycopy(Y.data, i * Y.numCols, phi.data, i * phi.numCols, Y.numCols);
      int k = resistance(i);
      phi.set(i, k, qd[i]);
      phi.set(i, k + 1, Math.tanh(qd[i] / slow[i]));
      phi.set(i, k + 2, 1);
    }
  }

  /** p of a robot as it is described. */
  public double[] of(RobotModel described) {
    double[] p = new double[size()];
    double[] pi = InertialVector.of(described);
    System.arraycopy(pi, 0, p, 0, pi.length);
    for (int i = 0; i < n; i++) {
      p[resistance(i)] = described.bodies().get(i).joint().damping();
      p[resistance(i) + 1] = described.bodies().get(i).joint().friction();
    }
    return p;
  }

  /** What each entry of p is called: {@code link2.mx}, {@code joint1.damping}. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    robot.bodies().forEach(body -> {
      for (String name : INERTIAL) {
        names.add(body.name() + "." + name);
      }
    });
    robot.bodies().forEach(body -> {
      for (String name : RESISTING) {
        names.add(body.joint().name() + "." + name);
      }
    });
    return names;
  }
}

package dev.trammel.controller.mpc;

import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RigidBodySensitivity;
import dev.trammel.controller.robot.RigidBodyStepper;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.GravityModel;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The exact equations of motion of a task's robot over one control interval, with the input held
 * and no sensor errors, with the exact derivative of the computed step. The state must hold all
 * joints' positions and velocities; its points follow from them by kinematics, so that a derivative
 * has zeros in their columns. Dry friction and joint limits are left out.
 *
 * <pre>
 *   Y  2j×(2j+m)  derivative of (q, q̇) of j joints       H  n×2j  ∂x/∂(q, q̇) after the step
 *   F = H Y, its columns where (q, q̇) stand in the state</pre>
 *
 * <p>Nothing but the constructor allocates. Not thread-safe.
 */
public final class RigidBodyTransition implements TransitionModel {

  /** Longest step of the integration [s]. */
  private static final double SUB_STEP = 0.005;

  private final double period;
  private final StateLayout layout;
  private final SensorModel sensors;
  private final List<ActuatorSettings> actuators;
  private final RigidBodyStepper stepper;
  private final RigidBodySensitivity sensitivity;
  private final double[] q;
  private final double[] qd;
  private final double[] tau;
  private final DMatrixRMaj Y;
  private final DMatrixRMaj H;
  private final DMatrixRMaj HY;

  /**
   * A model of a plant.
   *
   * @throws IllegalArgumentException if its sensors do not measure every joint, or if it makes up
   *     for part of gravity only
   */
  public RigidBodyTransition(PlantSettings plant) {
    layout = plant.layout();
    if (!layout.hasAllPositions() || !layout.hasAllVelocities()) {
      throw new IllegalArgumentException("the state of " + plant.robot().name()
          + " must hold position and velocity of every joint");
    }
    sensors = new SensorModel(plant);
    actuators = plant.actuators();
    RobotModel robot = plant.robot();
    period = plant.period();
    RigidBodyDynamics dynamics = new RigidBodyDynamics(robot, feltGravity(plant));
    stepper = new RigidBodyStepper(dynamics, SUB_STEP);
    sensitivity = new RigidBodySensitivity(
        dynamics, SUB_STEP, actuators.stream().mapToInt(ActuatorSettings::joint).toArray());
    int joints = robot.degreesOfFreedom();
    q = new double[joints];
    qd = new double[joints];
    tau = new double[joints];
    Y = new DMatrixRMaj(2 * joints, 2 * joints + inputSize());
    H = new DMatrixRMaj(stateSize(), 2 * joints);
    HY = new DMatrixRMaj(stateSize(), Y.numCols);
  }

  /** A robot that makes up for all gravity moves as if there were none. */
  private static Vector3 feltGravity(PlantSettings plant) {
    if (plant.gravityCompensation().isEmpty()) {
      return plant.world().gravity();
    }
    GravityModel own = new GravityModel(plant.robot(), plant.world().gravity());
    if (!plant.gravityCompensation().get().equals(own)) {
      throw new IllegalArgumentException("the gravity compensation of "
          + plant.robot().name() + " must be that of its own model, was of another");
    }
    boolean[] driven = new boolean[plant.robot().degreesOfFreedom()];
    plant.actuators().forEach(actuator -> driven[actuator.joint()] = true);
    for (int joint = 0; joint < driven.length; joint++) {
      if (!driven[joint]) {
        throw new IllegalArgumentException("gravity compensation needs an actuator on every joint,"
            + " had none on " + plant.robot().bodies().get(joint).joint().name());
      }
    }
    return Vector3.ZERO;
  }

  @Override
  public int stateSize() {
    return layout.size();
  }

  @Override
  public int inputSize() {
    return actuators.size();
  }

  /**
   * The state of a robot with given joints.
   *
   * @param positions of the joints [rad or m]; not modified
   * @param velocities of the joints [rad/s or m/s]; not modified
   * @param out n×1; modified
   */
  public void observe(double[] positions, double[] velocities, DMatrixRMaj out) {
    sensors.read(positions, velocities, out);
  }

  @Override
  public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    read(x, u);
    if (!stepper.step(q, qd, tau, period)) {
      Arrays.fill(q, Double.NaN);
    }
    observe(q, qd, next);
  }

  @Override
  public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
    read(x, u);
    if (!sensitivity.step(q, qd, tau, period, Y)) {
      F.fill(Double.NaN);
      return;
    }
    sensors.linearise(q, qd, H);
    CommonOps_DDRM.mult(H, Y, HY);
    F.zero();
    for (int joint = 0; joint < q.length; joint++) {
      copyColumn(joint, layout.position(joint), F);
      copyColumn(q.length + joint, layout.velocity(joint), F);
    }
    for (int i = 0; i < inputSize(); i++) {
      copyColumn(2 * q.length + i, stateSize() + i, F);
    }
  }

  private void read(DMatrixRMaj x, DMatrixRMaj u) {
    layout.readPositions(x, q);
    layout.readVelocities(x, qd);
    Arrays.fill(tau, 0);
    for (int i = 0; i < actuators.size(); i++) {
      tau[actuators.get(i).joint()] = u.data[i];
    }
  }

  private void copyColumn(int from, int to, DMatrixRMaj F) {
    for (int i = 0; i < HY.numRows; i++) {
      F.data[i * F.numCols + to] = HY.data[i * HY.numCols + from];
    }
  }
}

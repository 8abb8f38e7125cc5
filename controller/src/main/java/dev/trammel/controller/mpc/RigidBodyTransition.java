package dev.trammel.controller.mpc;

import dev.trammel.controller.robot.RigidBodyDynamics;
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

/**
 * The exact equations of motion of a task's robot over one control interval, with the input held
 * and no sensor errors. Derivatives are central differences. The state must hold all joints'
 * positions and velocities; its points follow from them by kinematics. Dry friction and joint limits
 * are left out.
 */
public final class RigidBodyTransition implements TransitionModel {

  /** Longest step of the integration [s]. */
  private static final double SUB_STEP = 0.005;

  /** Half the distance of a central difference, relative: about the cube root of rounding. */
  private static final double DIFFERENCE = 1e-5;

  private final double period;
  private final StateLayout layout;
  private final SensorModel sensors;
  private final List<ActuatorSettings> actuators;
  private final RigidBodyStepper stepper;
  private final double[] q;
  private final double[] qd;
  private final double[] tau;
  private final DMatrixRMaj x;
  private final DMatrixRMaj u;
  private final DMatrixRMaj ahead;
  private final DMatrixRMaj behind;

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
    stepper = new RigidBodyStepper(new RigidBodyDynamics(robot, feltGravity(plant)), SUB_STEP);
    int joints = robot.degreesOfFreedom();
    q = new double[joints];
    qd = new double[joints];
    tau = new double[joints];
    x = new DMatrixRMaj(stateSize(), 1);
    u = new DMatrixRMaj(inputSize(), 1);
    ahead = new DMatrixRMaj(stateSize(), 1);
    behind = new DMatrixRMaj(stateSize(), 1);
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
    layout.readPositions(x, q);
    layout.readVelocities(x, qd);
    Arrays.fill(tau, 0);
    for (int i = 0; i < actuators.size(); i++) {
      tau[actuators.get(i).joint()] = u.data[i];
    }
    if (!stepper.step(q, qd, tau, period)) {
      Arrays.fill(q, Double.NaN);
    }
    observe(q, qd, next);
  }

  @Override
  public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
    this.x.setTo(x);
    this.u.setTo(u);
    F.zero();
    for (int joint = 0; joint < layout.joints(); joint++) {
      difference(this.x, layout.position(joint), layout.position(joint), F);
      difference(this.x, layout.velocity(joint), layout.velocity(joint), F);
    }
    for (int i = 0; i < inputSize(); i++) {
      difference(this.u, i, stateSize() + i, F);
    }
  }

  /** One column of F: (f(v + h) − f(v − h)) / 2h for one entry v of the state or the input. */
  private void difference(DMatrixRMaj vector, int entry, int column, DMatrixRMaj F) {
    double value = vector.data[entry];
    double h = DIFFERENCE * (1 + Math.abs(value));
    vector.data[entry] = value + h;
    step(x, u, ahead);
    vector.data[entry] = value - h;
    step(x, u, behind);
    vector.data[entry] = value;
    for (int i = 0; i < stateSize(); i++) {
      F.set(i, column, (ahead.data[i] - behind.data[i]) / (2 * h));
    }
  }
}

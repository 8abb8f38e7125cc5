package dev.trammel.sim.physics;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import dev.trammel.controller.task.WorldObject;
import java.io.IOException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A 7-joint arm lowers a peg into a hole under Cartesian impedance: the yardstick of contact.
 *
 * <p>The tip starts 20 mm above the rim, and its target goes down 45 mm in 1.5 s. Positions 800 N/m
 * and 40 N·s/m, orientation 15 N·m/rad and 0.6 N·m·s/rad, gravity compensated.
 */
final class PegRig {

  static final int STEPS = 2000;

  private static final Vector3 GRAVITY = new Vector3(0, 0, -9.81);
  private static final double[] START = {0, 0.6, 0, -1.2, 0, 1.3416, 0};
  private static final int N = 7;

  final Simulation simulation;
  final int peg;
  final int hole;
  private final Kinematics kinematics;
  private final RigidBodyDynamics dynamics;
  private final Frame tip;
  private final Matrix3 upright;
  private final Vector3 start;
  private final double rim;
  private final double[] q = new double[N];
  private final double[] qd = new double[N];
  private final double[] tau = new double[N];
  private final double[] p = new double[3];
  private final double[] v = new double[3];
  private final double[] w = new double[3];
  private final DMatrixRMaj J = new DMatrixRMaj(3, N);
  private final DMatrixRMaj turn = new DMatrixRMaj(3, N);
  private int step;

  /** @param offset of the peg from the hole's middle along x [m]; along y it is 0.2 mm */
  PegRig(double offset) throws IOException {
    RobotModel arm = UrdfReader.read(GoldenMotion.tasks().resolve("arm7-peg.urdf"));
    RobotModel model = UrdfReader.read(GoldenMotion.tasks().resolve("peg-hole-tight.urdf"));
    tip = arm.frame("tip");
    peg = tip.body();
    hole = N;
    kinematics = new Kinematics(arm);
    dynamics = new RigidBodyDynamics(arm, GRAVITY);
    kinematics.update(START);
    start = kinematics.pose(tip).translation();
    upright = kinematics.pose(tip).rotation();
    rim = start.z() - 0.02;
    Placement place = Placement.at("hole", start.x() - offset, start.y() - 0.2e-3, rim);
    World world = new World(GRAVITY, 1e-3, 0.5, List.of(new WorldObject(model, false, place)));
    simulation = new Simulation(arm, world);
    simulation.setState(START, new double[N]);
  }

  /** Depth of the tip below the rim [m]. */
  double depth() {
    look();
    return rim - p[2];
  }

  /** Runs to an instant. */
  void runTo(int end) {
    while (step < end) {
      control();
      simulation.step();
      step++;
    }
  }

  /** Mean vertical force on the arm up to an instant, from now on [N]. */
  double meanForceTo(int end) {
    double before = simulation.contactImpulse(peg, hole, 2);
    double seconds = 1e-3 * (end - step);
    runTo(end);
    return (simulation.contactImpulse(peg, hole, 2) - before) / seconds;
  }

  /** Goes back to the state that a rig was in at an instant. */
  void resume(SimulationState state, int at) {
    simulation.restore(state);
    step = at;
  }

  private void look() {
    for (int i = 0; i < N; i++) {
      q[i] = simulation.position(i);
      qd[i] = simulation.velocity(i);
    }
    kinematics.update(q, qd);
    kinematics.position(tip, p);
  }

  private void control() {
    look();
    kinematics.velocity(tip, v);
    kinematics.angularVelocity(tip, w);
    kinematics.jacobian(tip, J);
    kinematics.angularJacobian(tip, turn);
    double down = 0.045 * Math.min(1, step * 1e-3 / 1.5);
    double[] goal = {start.x(), start.y(), start.z() - down};
    Matrix3 off = upright.times(kinematics.pose(tip).rotation().transposed());
    double[] angle = {off.zy() - off.yz(), off.xz() - off.zx(), off.yx() - off.xy()};
    dynamics.gravityForces(q, tau);
    for (int i = 0; i < N; i++) {
      for (int axis = 0; axis < 3; axis++) {
        tau[i] += J.get(axis, i) * (800 * (goal[axis] - p[axis]) - 40 * v[axis])
            + turn.get(axis, i) * (15 * 0.5 * angle[axis] - 0.6 * w[axis]);
      }
      simulation.setEffort(i, tau[i]);
    }
  }
}

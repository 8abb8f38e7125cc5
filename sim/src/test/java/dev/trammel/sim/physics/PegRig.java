package dev.trammel.sim.physics;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.robot.CartesianImpedance;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import dev.trammel.controller.task.WorldObject;
import java.io.IOException;
import java.util.List;

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
  private static final CartesianImpedance.Gains GAINS =
      new CartesianImpedance.Gains(800, 40, 15, 0.6);

  final Simulation simulation;
  final int peg;
  final int hole;
  private final Kinematics kinematics;
  private final Frame tip;
  private final CartesianImpedance law;
  private final Vector3 start;
  private final double rim;
  private final double[] q = new double[N];
  private final double[] qd = new double[N];
  private final double[] tau = new double[N];
  private final double[] p = new double[3];
  private int step;

  /** @param offset of the peg from the hole's middle along x [m]; along y it is 0.2 mm */
  PegRig(double offset) throws IOException {
    RobotModel arm = UrdfReader.read(GoldenMotion.tasks().resolve("arm7-peg.urdf"));
    RobotModel model = UrdfReader.read(GoldenMotion.tasks().resolve("peg-hole-tight.urdf"));
    tip = arm.frame("tip");
    peg = tip.body();
    hole = N;
    kinematics = new Kinematics(arm);
    law = new CartesianImpedance(arm, GRAVITY, tip, GAINS, START);
    kinematics.update(START);
    start = kinematics.pose(tip).translation();
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
    double down = 0.045 * Math.min(1, step * 1e-3 / 1.5);
    law.efforts(q, qd, start.x(), start.y(), start.z() - down, tau);
    for (int i = 0; i < N; i++) {
      simulation.setEffort(i, tau[i]);
    }
  }
}

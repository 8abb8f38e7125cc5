package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.PublicRobots;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two roads: robots as others publish them stay where they are when the torques of the equations of
 * motion carry their weight in the simulation, with all their shapes.
 */
class PublicRobotHoldTest {

  private static final Vector3 GRAVITY = new Vector3(0, 0, -9.81);
  private static final int STEPS = 2000;

  @ParameterizedTest
  @ValueSource(strings = {"kr5", "wam", "atlas"})
  void itHoldsStillForTwoSecondsWhenItsWeightIsCarried(String name) {
    assertThat(greatestMove(robot(name), 1)).isLessThan(1e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kr5", "wam", "atlas"})
  void itSinksWhenATenthOfItsWeightIsNotCarried(String name) {
    assertThat(greatestMove(robot(name), 0.9)).isGreaterThan(0.1);
  }

  private static RobotModel robot(String name) {
    return switch (name) {
      case "kr5" -> PublicRobots.kr5();
      case "wam" -> PublicRobots.wam();
      default -> PublicRobots.atlas();
    };
  }

  /** How far any joint moves in 2 s from rest [rad]. */
  private static double greatestMove(RobotModel robot, double share) {
    int n = robot.degreesOfFreedom();
    double[] bent = bent(robot);
    double[] q = bent.clone();
    double[] weight = new double[n];
    RigidBodyDynamics dynamics = new RigidBodyDynamics(robot, GRAVITY);
    Simulation simulation = new Simulation(robot, new World(GRAVITY, 1e-3));
    simulation.begin(bent, new double[n]);
    double greatest = 0;
    for (int step = 0; step < STEPS; step++) {
      dynamics.gravityForces(q, weight);
      for (int i = 0; i < n; i++) {
        simulation.setEffort(i, share * weight[i]);
      }
      simulation.step();
      for (int i = 0; i < n; i++) {
        q[i] = simulation.position(i);
        greatest = Math.max(greatest, Math.abs(q[i] - bent[i]));
      }
    }
    assertThat(simulation.diverged()).isFalse();
    return greatest;
  }

  /** Every joint a fifth of the way from its middle to an end, up and down in turn. */
  private static double[] bent(RobotModel robot) {
    double[] bent = new double[robot.degreesOfFreedom()];
    for (int i = 0; i < bent.length; i++) {
      Joint joint = robot.bodies().get(i).joint();
      double reach = (i % 2 == 0 ? 0.1 : -0.1) * (joint.upper() - joint.lower());
      bent[i] = 0.5 * (joint.lower() + joint.upper()) + reach;
    }
    return bent;
  }
}

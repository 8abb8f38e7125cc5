package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.robot.RandomRobot;
import dev.trammel.controller.robot.RigidBodyStepper;
import dev.trammel.controller.task.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator against the equations of motion in joint coordinates, on random trees. */
class RandomTreeTest {

  private static final double SECONDS = 0.1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theErrorIsSmallAndOfSecondOrderInTheTimeStep(long seed) {
    double coarse = error(new RandomRobot(seed), 1e-3);
    double fine = error(new RandomRobot(seed), 2.5e-4);

    System.out.printf(
        "random tree %d: max |dq| %.1e at 1 ms, %.1e at 0.25 ms%n", seed, coarse, fine);
    assertThat(coarse).isLessThan(1e-3);
    assertThat(fine).isLessThan(coarse / 12);
  }

  private static double error(RandomRobot robot, double timeStep) {
    Simulation simulation = new Simulation(robot.model, new World(RandomRobot.GRAVITY, timeStep));
    simulation.setState(robot.q, robot.qd);
    for (int i = 0; i < robot.n; i++) {
      simulation.setEffort(i, robot.tau[i]);
    }
    for (int k = 0; k < Math.round(SECONDS / timeStep); k++) {
      simulation.step();
    }
    double[] q = robot.q.clone();
    new RigidBodyStepper(robot.dynamics(), 2e-5).step(q, robot.qd.clone(), robot.tau, SECONDS);
    double error = 0;
    for (int i = 0; i < robot.n; i++) {
      error = Math.max(error, Math.abs(simulation.position(i) - q[i]));
    }
    return error;
  }
}

package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.task.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator against motions computed elsewhere to twelve digits, at 1 ms. */
class GoldenMotionTest {

  private static final double TIME_STEP = 1e-3;
  private static final int STEPS = 50;
  private static final double SECONDS = 2;

  private double positionError;
  private double velocityError;

  @ParameterizedTest
  @CsvSource({"pendulum, 1e-6", "double, 1e-4", "reacher, 1e-4", "cartpole, 1e-4", "arm7, 1e-3"})
  void motionFollowsTheExactEquations(String name, double tolerance) {
    follow(GoldenMotion.load(name));

    System.out.printf(
        "%-9s at 1 ms, 2 s: max |dq| %.2e (target %.0e), max |dq'| %.2e%n",
        name, positionError, tolerance, velocityError);
    assertThat(positionError).isLessThan(tolerance);
  }

  private void follow(GoldenMotion motion) {
    Simulation simulation = new Simulation(motion.model(), new World(motion.gravity(), TIME_STEP));
    simulation.setState(motion.q()[0], motion.qd()[0]);
    int intervals = (int) Math.round(SECONDS / GoldenMotion.INTERVAL);
    for (int t = 0; t < intervals; t++) {
      hold(simulation, motion.tau()[t]);
      compare(simulation, motion.q()[t + 1], motion.qd()[t + 1]);
    }
  }

  private void hold(Simulation simulation, double[] effort) {
    for (int i = 0; i < effort.length; i++) {
      simulation.setEffort(i, effort[i]);
    }
    for (int k = 0; k < STEPS; k++) {
      simulation.step();
    }
  }

  private void compare(Simulation simulation, double[] q, double[] qd) {
    for (int i = 0; i < q.length; i++) {
      positionError = Math.max(positionError, Math.abs(simulation.position(i) - q[i]));
      velocityError = Math.max(velocityError, Math.abs(simulation.velocity(i) - qd[i]));
    }
  }
}

package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RandomRobot;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points of a placed robot, against its kinematics in joint coordinates. */
class ProbeTest {

  private static final Vector3 POINT = new Vector3(0.3, -0.2, 0.5);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void pointsAreAndMoveWhereKinematicsSays(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    Simulation simulation = new Simulation(robot.model, new World(Vector3.ZERO, 1e-3));
    simulation.setState(robot.q, robot.qd);
    Kinematics kinematics = new Kinematics(robot.model);
    kinematics.update(robot.q, robot.qd);
    double[] expected = new double[3];
    for (int body = -1; body < robot.n; body++) {
      Probe probe = simulation.probe(body, POINT);
      Frame frame = new Frame(body, Transform.translation(POINT));
      for (int axis = 0; axis < 3; axis++) {
        kinematics.position(frame, expected);
        assertThat(probe.position(axis)).isCloseTo(expected[axis], within(1e-12));
        kinematics.velocity(frame, expected);
        assertThat(probe.velocity(axis)).isCloseTo(expected[axis], within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void jointsReadWhatWasSet(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    Simulation simulation = new Simulation(robot.model, new World(Vector3.ZERO, 1e-3));
    simulation.setState(robot.q, robot.qd);
    for (int i = 0; i < robot.n; i++) {
      assertThat(simulation.position(i)).isCloseTo(robot.q[i], within(1e-12));
      assertThat(simulation.velocity(i)).isCloseTo(robot.qd[i], within(1e-12));
    }
  }
}

package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A part of some centimetres on a lift falls on a floor; lift and part have a joint between. */
class ContactTest {

  private static final Shape FLOOR =
      new Shape.Box(Transform.translation(new Vector3(0, 0, -0.05)), new Vector3(1, 1, 0.1));

  static List<Shape> parts() {
    return List.of(
        new Shape.Sphere(Transform.IDENTITY, 0.03),
        new Shape.Box(Transform.IDENTITY, new Vector3(0.04, 0.04, 0.06)),
        new Shape.Cylinder(Transform.IDENTITY, 0.02, 0.06));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartComesToRestOnTheFloor(Shape part) {
    Body lift =
        Robots.body(-1, JointType.PRISMATIC, Robots.Z, new Vector3(0, 0, 0.1), Vector3.ZERO);
    Body carried = Robots.withShape(
        Robots.body(0, JointType.CONTINUOUS, Robots.Z, Vector3.ZERO, Vector3.ZERO), part);
    RobotModel robot = new RobotModel("lift", List.of(lift, carried), List.of(FLOOR), Map.of());
    Simulation simulation = new Simulation(robot, new World(new Vector3(0, 0, -9.81), 1e-3));
    simulation.setState(new double[] {0, 0.3}, new double[2]);
    for (int k = 0; k < 1000; k++) {
      simulation.step();
    }

    assertThat(simulation.position(0)).isCloseTo(-0.07, within(1e-6));
    assertThat(simulation.velocity(0)).isCloseTo(0, within(1e-6));
  }

  @Test
  void linksThatOverlapWhereTheRobotIsDrawnPassThroughEachOther() {
    Shape ball = new Shape.Sphere(Transform.IDENTITY, 0.03);
    Body first = Robots.withShape(
        Robots.body(-1, JointType.PRISMATIC, Robots.X, Vector3.ZERO, Vector3.ZERO), ball);
    Body second = Robots.withShape(
        Robots.body(-1, JointType.PRISMATIC, Robots.X, new Vector3(0.05, 0, 0), Vector3.ZERO),
        ball);
    Body third = Robots.withShape(
        Robots.body(-1, JointType.PRISMATIC, Robots.X, new Vector3(0.3, 0, 0), Vector3.ZERO), ball);
    RobotModel robot = new RobotModel("beads", List.of(first, second, third), List.of(), Map.of());
    Simulation simulation = new Simulation(robot, new World(Vector3.ZERO, 1e-3));
    simulation.setState(new double[3], new double[] {1, 0, 0});
    for (int k = 0; k < 500; k++) {
      simulation.step();
    }

    assertThat(simulation.ignoredPairs()).containsExactly("body and body");
    // the first went through the second and gave half of its momentum to the third
    assertThat(simulation.velocity(1)).isZero();
    assertThat(simulation.velocity(0)).isCloseTo(0.5, within(1e-9));
    assertThat(simulation.velocity(2)).isCloseTo(0.5, within(1e-9));
  }
}

package dev.trammel.sim.physics;

import static dev.trammel.sim.physics.Objects.DOWN;
import static dev.trammel.sim.physics.Objects.FIRST;
import static dev.trammel.sim.physics.Objects.G;
import static dev.trammel.sim.physics.Objects.H;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.WorldObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Free objects against what mechanics says of them. */
class FreeObjectTest {

  private static final Vector3 PEG = new Vector3(0.02, 0.02, 0.06);
  private static final int PLATE = FIRST;
  private static final int BOX = FIRST + 1;

  private static Simulation boxOnPlate(double slope, double friction, Vector3 size) {
    double height = 0.5 * size.z();
    Placement place =
        new Placement("box", height * Math.sin(slope), 0, height * Math.cos(slope), 0, slope, 0);
    return Objects.simulation(
        DOWN, friction, Objects.plate(slope), Objects.box("box", 0.2, size, place));
  }

  @Test
  void aPegAtRestPressesWithItsWeight() {
    Simulation simulation = boxOnPlate(0, 0.5, PEG);
    Objects.run(simulation, 100);
    double before = simulation.contactImpulse(BOX, PLATE, 2);
    Objects.run(simulation, 1000);
    double force = simulation.contactImpulse(BOX, PLATE, 2) - before;

    System.out.printf("0.2 kg peg at rest: mean force %.6f N (1.962 ± 0.1 %%)%n", force);
    assertThat(force).isCloseTo(1.962, within(1.962e-3));
    assertThat(simulation.probe(BOX, Vector3.ZERO).position(2)).isCloseTo(0.03, within(1e-7));
  }

  @Test
  void aPegThatFallsComesToRestStanding() {
    Simulation simulation = Objects.simulation(
        DOWN,
        0.5,
        Objects.plate(0),
        Objects.box("box", 0.2, PEG, new Placement("", 0.1, 0.2, 0.05, 0.05, -0.03, 0.4)));
    Objects.run(simulation, 2000);

    assertThat(simulation.probe(BOX, Vector3.ZERO).position(2)).isCloseTo(0.03, within(1e-6));
    assertThat(simulation.kineticEnergy()).isLessThan(1e-12);
  }

  @Test
  void frictionHoldsABoxOnAGentleSlope() {
    Simulation simulation = boxOnPlate(Math.toRadians(20), 0.5, new Vector3(0.06, 0.06, 0.02));
    Probe middle = simulation.probe(BOX, Vector3.ZERO);
    Objects.run(simulation, 100);
    double before = middle.position(0);
    Objects.run(simulation, 1000);

    System.out.printf("box on 20°, µ = 0.5: creep %.1e m/s%n", middle.position(0) - before);
    assertThat(middle.position(0)).isCloseTo(before, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"30, 0.5", "45, 0.5", "30, 0.2", "10, 0"})
  void aBoxSlidesDownASteepSlopeAsCoulombSays(double degrees, double friction) {
    double slope = Math.toRadians(degrees);
    Simulation simulation = boxOnPlate(slope, friction, new Vector3(0.06, 0.06, 0.02));
    Probe middle = simulation.probe(BOX, Vector3.ZERO);
    Objects.run(simulation, 100);
    double before = speed(middle);
    Objects.run(simulation, 400);
    double acceleration = (speed(middle) - before) / (400 * H);

    double exact = G * (Math.sin(slope) - friction * Math.cos(slope));
    System.out.printf(
        "box on %.0f°, µ = %.1f: acceleration %.4f m/s² (%.4f)%n",
        degrees, friction, acceleration, exact);
    assertThat(acceleration).isCloseTo(exact, within(1e-3 * G));
  }

  private static double speed(Probe probe) {
    return Math.hypot(probe.velocity(0), probe.velocity(2));
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0", "1.5, 0", "2.5, 0.6"})
  void aPushedBoxSlidesAsCoulombSays(double force, double direction) {
    // µ m g = 0.981 N
    Simulation simulation = boxOnPlate(0, 0.5, new Vector3(0.06, 0.06, 0.02));
    Vector3 push = new Vector3(force * Math.cos(direction), force * Math.sin(direction), 0);
    for (int k = 0; k < 500; k++) {
      simulation.push(BOX, new Vector3(0, 0, -0.01), push);
      simulation.step();
    }

    double exact = Math.max(0, force - 0.5 * 0.2 * G) / 0.2 * 500 * H;
    Probe middle = simulation.probe(BOX, Vector3.ZERO);
    assertThat(middle.velocity(0)).isCloseTo(exact * Math.cos(direction), within(1e-4));
    assertThat(middle.velocity(1)).isCloseTo(exact * Math.sin(direction), within(1e-4));
  }

  static List<Shape> shapes() {
    return List.of(
        new Shape.Sphere(Transform.IDENTITY, 0.03),
        new Shape.Capsule(Transform.IDENTITY, 0.02, 0.05),
        new Shape.Cylinder(Transform.IDENTITY, 0.02, 0.06),
        new Shape.Box(Transform.IDENTITY, PEG),
        Hulls.octahedron(0.04));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShapeComesToLieOnAPlate(Shape shape) {
    WorldObject thing =
        Objects.free(0.3, 1e-4, shape, new Placement("thing", 0, 0, 0.08, 0.4, 0.3, 0));
    Simulation simulation = Objects.simulation(DOWN, 0.5, Objects.plate(0), thing);
    Objects.run(simulation, 3000);
    double before = simulation.contactImpulse(BOX, PLATE, 2);
    Objects.run(simulation, 1000);

    assertThat(simulation.contactImpulse(BOX, PLATE, 2) - before)
        .isCloseTo(0.3 * G, within(1e-3 * 0.3 * G));
    assertThat(simulation.probe(BOX, Vector3.ZERO).velocity(2)).isCloseTo(0, within(1e-4));
  }

  @Test
  void aCollisionKeepsMomentumAndLosesEnergy() {
    Vector3 size = new Vector3(0.05, 0.08, 0.03);
    Simulation simulation = Objects.simulation(
        Vector3.ZERO,
        0.5,
        Objects.box("left", 0.5, size, new Placement("", -0.1, 0.01, 0, 0.3, 0.2, 0.1)),
        Objects.box("right", 0.2, size, new Placement("", 0.1, 0, 0, 0, 0, 0)));
    Probe left = simulation.probe(FIRST, Vector3.ZERO);
    Probe right = simulation.probe(FIRST + 1, Vector3.ZERO);
    for (int k = 0; k < 100; k++) {
      simulation.push(FIRST, Vector3.ZERO, new Vector3(5, 0, 0));
      simulation.push(FIRST + 1, new Vector3(0, 0.01, 0), new Vector3(-5, 0.5, 0));
      simulation.step();
    }
    double energy = simulation.kineticEnergy();
    Objects.run(simulation, 400);

    for (int axis = 0; axis < 3; axis++) {
      // what was given: 0 and 0.05 N·s
      double momentum = 0.5 * left.velocity(axis) + 0.2 * right.velocity(axis);
      assertThat(momentum).isCloseTo(axis == 1 ? 0.05 : 0, within(1e-12));
    }
    assertThat(simulation.contactImpulse(FIRST, FIRST + 1, 0)).isLessThan(-0.1);
    assertThat(simulation.contactImpulse(FIRST, 0))
        .isEqualTo(-simulation.contactImpulse(FIRST + 1, 0));
    assertThat(simulation.kineticEnergy()).isLessThan(energy);
  }

  @Test
  void aThrownBodyFliesAParabola() {
    Simulation simulation =
        Objects.simulation(DOWN, 0.5, Objects.box("stone", 0.5, PEG, Placement.at("", 0, 0, 1)));
    Probe stone = simulation.probe(FIRST, Vector3.ZERO);
    simulation.push(FIRST, Vector3.ZERO, new Vector3(0, 1000, 0));
    Objects.run(simulation, 300);

    // 1 N·s on 0.5 kg, evenly over the first step
    assertThat(stone.position(1)).isCloseTo(2 * (0.3 - 0.5 * H), within(1e-12));
    assertThat(stone.position(2)).isCloseTo(1 - 0.5 * G * 0.09, within(1e-12));
  }

  @Test
  void aStackRestoredGoesOnWithTheSameBits() {
    Simulation simulation = Objects.simulation(
        DOWN,
        0.5,
        Objects.plate(0),
        Objects.box("lower", 0.2, PEG, new Placement("", 0, 0, 0.032, 0.1, 0, 0)),
        Objects.box("upper", 0.4, PEG, new Placement("", 0.004, 0, 0.1, 0, 0.2, 0)));
    Objects.run(simulation, 150);
    SimulationState middle = simulation.state();
    Objects.run(simulation, 150);
    double end = simulation.probe(BOX + 1, new Vector3(0.01, 0, 0)).position(0);
    simulation.restore(middle);
    Objects.run(simulation, 150);

    assertThat(simulation.probe(BOX + 1, new Vector3(0.01, 0, 0)).position(0)).isEqualTo(end);
  }
}

package dev.trammel.sim.physics;

import static dev.trammel.sim.physics.Robots.X;
import static dev.trammel.sim.physics.Robots.Y;
import static dev.trammel.sim.physics.Robots.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import org.junit.jupiter.api.Test;

/** Joints alone, against what can be worked out by hand. */
class JointTest {

  private static final double H = 1e-3;
  private static final Body WHEEL =
      Robots.body(-1, JointType.CONTINUOUS, Z, Vector3.ZERO, Vector3.ZERO);
  private static final Body SLIDER =
      Robots.body(-1, JointType.PRISMATIC, X, Vector3.ZERO, Vector3.ZERO);

  private static Simulation simulation(Vector3 gravity, Body... bodies) {
    return new Simulation(Robots.of(bodies), new World(gravity, H));
  }

  private static void run(Simulation simulation, double seconds) {
    for (int k = 0; k < Math.round(seconds / H); k++) {
      simulation.step();
    }
  }

  @Test
  void anEffortAcceleratesByItsShareOfTheInertia() {
    Simulation wheel = simulation(Vector3.ZERO, WHEEL);
    wheel.setEffort(0, 0.2);
    run(wheel, 1);

    assertThat(wheel.velocity(0)).isCloseTo(2.0, within(1e-4));
    assertThat(wheel.position(0)).isCloseTo(1.0, within(2e-3));
  }

  @Test
  void anAngleGoesOnBeyondAFullTurn() {
    Simulation wheel = simulation(Vector3.ZERO, WHEEL);
    wheel.setState(new double[] {20}, new double[] {30});
    assertThat(wheel.position(0)).isCloseTo(20, within(1e-6));
    run(wheel, 1);

    assertThat(wheel.position(0)).isCloseTo(50, within(1e-3));
  }

  @Test
  void anAngleIsExactAllAround() {
    Simulation wheel = simulation(Vector3.ZERO, WHEEL);
    for (double angle = -3.1; angle < 3.2; angle += 0.1) {
      wheel.setState(new double[] {angle}, new double[] {0});
      assertThat(wheel.position(0)).isCloseTo(angle, within(1e-6));
    }
  }

  @Test
  void viscousDampingSlowsExponentially() {
    Simulation wheel = simulation(Vector3.ZERO, Robots.withLosses(WHEEL, 0.05, 0));
    wheel.setState(new double[] {0}, new double[] {3});
    run(wheel, 2);

    assertThat(wheel.velocity(0)).isCloseTo(3 * Math.exp(-1), within(2e-3));
  }

  @Test
  void strongDampingIsStable() {
    Simulation wheel = simulation(Vector3.ZERO, Robots.withLosses(WHEEL, 1e4, 0));
    wheel.setState(new double[] {0}, new double[] {3});
    run(wheel, 0.1);

    assertThat(wheel.velocity(0)).isCloseTo(0, within(1e-9));
  }

  @Test
  void dryFrictionHoldsAnEffortBelowIt() {
    Simulation slider = simulation(Vector3.ZERO, Robots.withLosses(SLIDER, 0, 2));
    slider.setEffort(0, 1.99);
    run(slider, 1);

    assertThat(slider.position(0)).isZero();
    assertThat(slider.velocity(0)).isZero();
  }

  @Test
  void dryFrictionTakesItsPartOfAnEffortAboveIt() {
    Simulation slider = simulation(Vector3.ZERO, Robots.withLosses(SLIDER, 0, 2));
    slider.setEffort(0, -3);
    run(slider, 1);

    assertThat(slider.velocity(0)).isCloseTo(-1, within(1e-5));
  }

  @Test
  void dryFrictionStopsASlideAndKeepsItStopped() {
    Simulation slider = simulation(Vector3.ZERO, Robots.withLosses(SLIDER, 0, 2));
    slider.setState(new double[] {0}, new double[] {1});
    run(slider, 1);

    // v² / 2a
    assertThat(slider.position(0)).isCloseTo(0.25, within(1e-3));
    assertThat(slider.velocity(0)).isZero();
  }

  @Test
  void aStopStopsWithoutBounceAndLetsGo() {
    Simulation slider = simulation(Vector3.ZERO, Robots.withLimits(SLIDER, -1, 0.5));
    slider.setState(new double[] {0}, new double[] {3});
    run(slider, 0.5);
    assertThat(slider.position(0)).isCloseTo(0.5, within(1e-4));
    assertThat(slider.velocity(0)).isCloseTo(0, within(1e-6));

    slider.setEffort(0, 10);
    run(slider, 1);
    assertThat(slider.position(0)).isCloseTo(0.5, within(1e-4));

    slider.setEffort(0, -1);
    run(slider, 1);
    assertThat(slider.position(0)).isCloseTo(0, within(2e-3));
  }

  @Test
  void aTurningJointStopsAtItsLimits() {
    Body swing = Robots.body(-1, JointType.REVOLUTE, Y, Vector3.ZERO, new Vector3(0, 0, -0.5));
    Simulation arm = simulation(new Vector3(0, 0, -9.81), Robots.withLimits(swing, 0.3, 2.5));
    arm.setState(new double[] {2.4}, new double[] {5});
    double highest = 0;
    for (int k = 0; k < 3000; k++) {
      arm.step();
      highest = Math.max(highest, arm.position(0));
    }

    assertThat(highest).isCloseTo(2.5, within(1e-4));
    assertThat(arm.position(0)).isCloseTo(0.3, within(1e-4));
  }

  @Test
  void aTorqueReactsOnTheParent() {
    Body second = Robots.body(0, JointType.CONTINUOUS, Z, Vector3.ZERO, Vector3.ZERO);
    Simulation wheels = simulation(Vector3.ZERO, WHEEL, second);
    wheels.setEffort(1, 0.1);
    run(wheels, 1);

    // the second turns by +1 rad/s, the first, which nothing else holds, by −1 rad/s
    assertThat(wheels.velocity(0)).isCloseTo(-1, within(1e-4));
    assertThat(wheels.velocity(1)).isCloseTo(2, within(1e-4));
  }

  @Test
  void aForceWithALeverTurnsTheParent() {
    // a slider along x, 0.4 m aside of a wheel's axis
    Body slider = Robots.body(0, JointType.PRISMATIC, X, new Vector3(0, 0.4, 0), Vector3.ZERO);
    Simulation machine = simulation(Vector3.ZERO, WHEEL, slider);
    machine.setEffort(1, 1);
    machine.step();

    // wheel 0.1 kg·m²: 0.1 α = F·0.4 on it; slider 1 kg with its own 0.1: angular momentum is 0
    double sliderRate = machine.velocity(1);
    double wheelRate = machine.velocity(0);
    double momentum = 0.1 * wheelRate + 0.1 * wheelRate - 0.4 * (sliderRate - 0.4 * wheelRate);
    assertThat(momentum).isCloseTo(0, within(1e-8));
    assertThat(wheelRate).isCloseTo(H * 0.4 / 0.2, within(1e-6));
  }
}

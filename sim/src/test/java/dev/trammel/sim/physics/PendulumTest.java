package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.task.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An undamped pendulum let go at 90°: a minute of it, at 1 ms. */
class PendulumTest {

  private static final double TIME_STEP = 1e-3;
  private static final int STEPS = 60_000;
  private static final double GRAVITY = 9.81;
  private static final double LENGTH = 0.5;
  private static final double INERTIA = LENGTH * LENGTH + 0.08354166666666665;

  private final Simulation simulation = release();
  private final List<Double> crossings = new ArrayList<>();
  private double lowestEnergy = Double.POSITIVE_INFINITY;
  private double highestEnergy = Double.NEGATIVE_INFINITY;

  private static Simulation release() {
    GoldenMotion motion = GoldenMotion.load("pendulum");
    Simulation simulation = new Simulation(motion.model(), new World(motion.gravity(), TIME_STEP));
    simulation.setState(motion.q()[0], motion.qd()[0]);
    return simulation;
  }

  @Test
  void periodAndEnergyStayThroughAMinute() {
    swing();

    double period =
        (crossings.get(crossings.size() - 1) - crossings.get(0)) / (crossings.size() - 1);
    double periodError = Math.abs(period / exactPeriod() - 1);
    double scale = GRAVITY * LENGTH;
    double drift = Math.max(highestEnergy, -lowestEnergy) / scale;
    System.out.printf(
        "pendulum at 90°, 60 s: period error %.1e (target 1e-4), energy drift %.3f %% (target 0.2 %%)%n",
        periodError, 100 * drift);
    assertThat(periodError).isLessThan(1e-4);
    assertThat(drift).isLessThan(2e-3);
  }

  /** Notes when the pendulum passes the bottom forwards, and its energy at every reversal. */
  private void swing() {
    double position = simulation.position(0);
    double velocity = simulation.velocity(0);
    for (int k = 1; k <= STEPS; k++) {
      simulation.step();
      double nextPosition = simulation.position(0);
      double nextVelocity = simulation.velocity(0);
      if (position < 0 && nextPosition >= 0) {
        crossings.add(TIME_STEP * (k - nextPosition / (nextPosition - position)));
      }
      if (velocity * nextVelocity < 0) {
        noteEnergy(nextPosition, nextVelocity);
      }
      position = nextPosition;
      velocity = nextVelocity;
    }
  }

  private void noteEnergy(double position, double velocity) {
    double energy = 0.5 * INERTIA * velocity * velocity - GRAVITY * LENGTH * Math.cos(position);
    lowestEnergy = Math.min(lowestEnergy, energy);
    highestEnergy = Math.max(highestEnergy, energy);
  }

  /** T = 4 K(sin 45°) √(I / mgl), with K by the arithmetic-geometric mean. */
  private static double exactPeriod() {
    double a = 1;
    double b = Math.cos(Math.PI / 4);
    for (int i = 0; i < 10; i++) {
      double mean = 0.5 * (a + b);
      b = Math.sqrt(a * b);
      a = mean;
    }
    return 2 * Math.PI / a * Math.sqrt(INERTIA / (GRAVITY * LENGTH));
  }
}

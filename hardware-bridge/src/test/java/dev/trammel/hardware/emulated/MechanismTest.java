package dev.trammel.hardware.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RigidBodyStepper;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.MotorEffects;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MechanismTest {

  private static PlantSettings plant(String task) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(task), List.of()).plant();
  }

  /** One of a family; only what the family has departs from the description. */
  private static Mechanism mechanism(PlantSettings plant, String family) {
    return new Mechanism(
        plant.robot(),
        plant.world().gravity(),
        Hidden.of(family, 0).truth(plant.robot(), plant.world().gravity()).joints());
  }

  private static MotorEffects motor(double strength, double delay, double lag, double play) {
    return new MotorEffects(strength, 0, delay, lag, 0, play);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cartpole-swingup", "planar-reach", "cart-double-pendulum-swingup"})
  void withoutEffectsItMovesAsRungeAndKuttaSay(String task) throws IOException {
    PlantSettings plant = plant(task);
    Mechanism mechanism = mechanism(plant, "mass=0");
    int n = mechanism.q.length;
    double[] q = new double[n];
    double[] qd = new double[n];
    Arrays.fill(q, 0.3);
    System.arraycopy(q, 0, mechanism.q, 0, n);
    double[] tau = new double[n];
    tau[0] = 0.2;
    RigidBodyDynamics dynamics =
        new RigidBodyDynamics(plant.robot(), plant.world().gravity());
    new RigidBodyStepper(dynamics, 1e-3).step(q, qd, tau, 1);
    for (int i = 0; i < 10_000; i++) {
      mechanism.step(tau);
    }
    for (int i = 0; i < n; i++) {
      assertThat(mechanism.q[i]).isCloseTo(q[i], within(5e-5));
      assertThat(mechanism.qd[i]).isCloseTo(qd[i], within(5e-4));
    }
  }

  @Test
  void dryFrictionHoldsAgainstALittleAndStopsWhatMoves() throws IOException {
    PlantSettings plant = plant("cartpole-swingup");
    // of 0.1 N as it slides, and 0.13 N at rest
    Mechanism mechanism = mechanism(plant, "friction=0,stribeck=0.3");
    for (int i = 0; i < 5000; i++) {
      mechanism.step(new double[] {0.125, 0});
    }
    assertThat(mechanism.q[0]).isCloseTo(0, within(1e-6));
    mechanism.qd[0] = 0.3;
    for (int i = 0; i < 30_000; i++) {
      mechanism.step(new double[2]);
    }
    assertThat(mechanism.qd[0]).isCloseTo(0, within(1e-3));
    assertThat(mechanism.q[0]).isPositive();
  }

  @Test
  void aWristThatFrictionHoldsDoesNotCreepWhileOtherJointsRub() throws IOException {
    PlantSettings plant = plant("arm-bench");
    Mechanism mechanism = mechanism(plant, "friction=0");
    RigidBodyDynamics dynamics =
        new RigidBodyDynamics(plant.robot(), plant.world().gravity());
    double[] tau = new double[7];
    Arrays.fill(mechanism.q, 0.4);
    for (int i = 0; i < 10_000; i++) {
      dynamics.gravityForces(mechanism.q, tau);
      tau[3] += 10 * Math.sin(1e-3 * i);
      tau[4] += 2 * Math.sin(2e-3 * i);
      tau[6] += 0.2;
      mechanism.step(tau);
    }
    assertThat(mechanism.q[3]).isNotCloseTo(0.4, within(0.01));
    assertThat(mechanism.q[6]).isCloseTo(0.4, within(1e-5));
  }

  @Test
  void aMotorGivesItsShareLateAndSlowly() {
    Motor motor = new Motor(motor(0.9, 0.002, 0.005, 0), false, 1, 1e-4);
    double given = 0;
    for (int i = 0; i < 20; i++) {
      given = motor.advance(10, 0, true);
    }
    assertThat(given).isZero();
    for (int i = 0; i < 50; i++) {
      given = motor.advance(10, 0, true);
    }
    assertThat(given).isCloseTo(9 * (1 - Math.exp(-1)), within(0.05));
    for (int i = 0; i < 1000; i++) {
      given = motor.advance(10, 0, true);
    }
    assertThat(given).isCloseTo(9, within(1e-6));
  }

  @Test
  void playSwallowsTheBeginningOfAReversalAlone() {
    Motor motor = new Motor(motor(1, 0, 1e-9, 0.001), false, 1, 1e-4);
    for (int i = 0; i < 1000; i++) {
      motor.advance(1, 0, true);
    }
    assertThat(motor.advance(1, 0, true)).isCloseTo(1, within(1e-6));
    assertThat(motor.advance(-1, 0, true)).isZero();
    int lost = 1;
    while (motor.advance(-1, 0, true) == 0) {
      lost++;
    }
    // ½ (τ/J) t² = 1 mm with J = 0.05 kg: 10 ms
    assertThat(lost).isBetween(95, 105);
  }
}

package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RigidBodyStepper;
import dev.trammel.controller.robot.Vector3;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrictionalMotionTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void withoutFrictionItIsTheRungeKuttaMethods(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Machine chain = Pendulums.chain(3, 0, 0.2);
    double[] q = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    double[] qd = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    double[] tau = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    FrictionalMotion motion = new FrictionalMotion(chain);
    motion.begin(q, qd);

    for (int i = 0; i < 500; i++) {
      motion.step(tau, 1e-3);
    }
    new RigidBodyStepper(new RigidBodyDynamics(chain.robot(), chain.gravity()), 1e-3)
        .step(q, qd, tau, 0.5);

    for (int i = 0; i < 3; i++) {
      assertThat(motion.position(i)).isCloseTo(q[i], within(2e-5));
      assertThat(motion.rate(i)).isCloseTo(qd[i], within(2e-4));
    }
  }

  @Test
  void aJointThatIsPushedNoMoreComesToRestWhereCoulombSays() {
    // 1/3 kg·m² about the pivot without gravity, from 1 rad/s: rests after v²/(2 F/I) rad
    Machine level = weightless(Pendulums.chain(1, 0.5, 0));
    FrictionalMotion motion = new FrictionalMotion(level);
    motion.begin(new double[1], new double[] {1});

    for (int i = 0; i < 250; i++) {
      motion.step(new double[1], 0.004);
    }

    assertThat(motion.rate(0)).isZero();
    assertThat(motion.position(0)).isCloseTo(1 / (2 * 0.5 * 3), within(1e-12));
  }

  private static Machine weightless(Machine machine) {
    return new Machine(machine.robot(), Vector3.ZERO, machine.friction(), machine.drives());
  }

  @Test
  void frictionHoldsUpToItsBreakaway() {
    Machine level = weightless(Pendulums.chain(2, 0, 0))
        .withFriction(0, JointFriction.coulomb(0.5).withStiction(0.2, 0.02))
        .withFriction(1, JointFriction.coulomb(0.5));
    FrictionalMotion motion = new FrictionalMotion(level);
    motion.begin(new double[2], new double[2]);

    motion.step(new double[] {0.69, 0.49}, 0.1);
    assertThat(motion.position(0)).isZero();
    assertThat(motion.position(1)).isZero();

    motion.step(new double[] {0.71, 0.49}, 0.1);
    assertThat(motion.position(0)).isPositive();
    assertThat(motion.rate(1)).isLessThanOrEqualTo(0);
  }

  @Test
  void turningRoundIsOfSecondOrderInTheStep() {
    Machine chain = Pendulums.chain(2, 0.8, 0.3);
    double fine = end(chain, 1e-5);

    assertThat(end(chain, 1e-3)).isCloseTo(fine, within(2e-5));
    assertThat(Math.abs(end(chain, 5e-4) - fine))
        .isLessThan(0.5 * Math.abs(end(chain, 2e-3) - fine));
  }

  /** Two joints swing with several turns each. */
  private static double end(Machine chain, double step) {
    FrictionalMotion motion = new FrictionalMotion(chain);
    motion.begin(new double[] {0.3, -0.2}, new double[2]);
    int steps = (int) Math.round(2 / step);
    for (int i = 0; i < steps; i++) {
      double t = (i + 0.5) * step;
      motion.step(new double[] {6 * Math.sin(9 * t), 3 * Math.cos(7 * t)}, step);
    }
    return motion.position(1);
  }

  @Test
  void frictionOnlyTakesEnergyAway() {
    Machine chain = weightless(Pendulums.chain(3, 1, 0));
    FrictionalMotion motion = new FrictionalMotion(chain);
    motion.begin(new double[3], new double[] {1, -2, 3});
    RigidBodyDynamics dynamics = new RigidBodyDynamics(chain.robot(), chain.gravity());
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 5000; i++) {
      double[] q = {motion.position(0), motion.position(1), motion.position(2)};
      double[] qd = {motion.rate(0), motion.rate(1), motion.rate(2)};
      double energy = dynamics.kineticEnergy(q, qd);
      assertThat(energy).isLessThanOrEqualTo(before + 1e-6);
      before = energy;
      motion.step(new double[3], 1e-3);
    }
    assertThat(before).isLessThan(0.01);
  }
}

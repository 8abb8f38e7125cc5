package dev.trammel.controller.robot;

import static dev.trammel.controller.robot.RandomRobot.dot;
import static dev.trammel.controller.robot.RandomRobot.sum;
import static dev.trammel.controller.robot.RandomRobot.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.testing.Allocation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RigidBodyDynamicsTest {

  /** Step of the central differences. */
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void inverseDynamicsAreMassTimesAccelerationPlusBiasPlusDamping(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    RigidBodyDynamics dynamics = robot.dynamics();
    double[] tau = new double[robot.n];
    double[] h = new double[robot.n];
    dynamics.biasForces(robot.q, robot.qd, h);
    double[] expected = sum(times(massMatrix(dynamics, robot), robot.qdd), 1, h);
    for (int i = 0; i < robot.n; i++) {
      expected[i] += robot.model.bodies().get(i).joint().damping() * robot.qd[i];
    }

    dynamics.inverseDynamics(robot.q, robot.qd, robot.qdd, tau);

    assertThat(tau).containsExactly(expected, within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void forwardDynamicsUndoInverseDynamics(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    double[] tau = new double[robot.n];
    double[] qdd = new double[robot.n];
    RigidBodyDynamics dynamics = robot.dynamics();

    dynamics.inverseDynamics(robot.q, robot.qd, robot.qdd, tau);

    assertThat(dynamics.forwardDynamics(robot.q, robot.qd, tau, qdd)).isTrue();
    assertThat(qdd).containsExactly(robot.qdd, within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void otherEffortsOnTheSameStateBringAboutTheSameAsFromNothing(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    RigidBodyDynamics dynamics = robot.dynamics();
    double[] others = Arrays.stream(robot.tau).map(effort -> 1 - 2 * effort).toArray();
    double[] again = new double[others.length];
    double[] anew = new double[others.length];
    dynamics.forwardDynamics(robot.q, robot.qd, robot.tau, again);
    dynamics.forwardAgain(robot.qd, others, again);
    dynamics.forwardDynamics(robot.q, robot.qd, others, anew);

    assertThat(again).containsExactly(anew);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theMassMatrixIsPositiveDefiniteAndGivesTheKineticEnergy(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    RigidBodyDynamics dynamics = robot.dynamics();
    DMatrixRMaj M = massMatrix(dynamics, robot);

    assertThat(MatrixFeatures_DDRM.isSymmetric(M, 0)).isTrue();
    assertThat(MatrixFeatures_DDRM.isPositiveDefinite(M)).isTrue();
    double energy = dynamics.kineticEnergy(robot.q, robot.qd);
    assertThat(energy).isCloseTo(dot(robot.qd, times(M, robot.qd)) / 2, within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void energiesAreThoseOfTheSingleBodies(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    Kinematics kinematics = new Kinematics(robot.model);
    kinematics.update(robot.q, robot.qd);
    double kinetic = 0;
    double potential = 0;
    for (int i = 0; i < robot.n; i++) {
      Inertia inertia = robot.model.bodies().get(i).inertia();
      Frame centre = Frame.at(i, inertia.centre());
      Transform pose = kinematics.pose(centre);
      double[] v = new double[3];
      double[] omega = new double[3];
      kinematics.velocity(centre, v);
      kinematics.angularVelocity(centre, omega);
      Vector3 spin = pose.rotation().transposed().times(new Vector3(omega[0], omega[1], omega[2]));
      kinetic += (inertia.mass() * dot(v, v) + spin.dot(inertia.rotational().times(spin))) / 2;
      potential -= inertia.mass() * RandomRobot.GRAVITY.dot(pose.translation());
    }

    RigidBodyDynamics dynamics = robot.dynamics();

    assertThat(dynamics.kineticEnergy(robot.q, robot.qd)).isCloseTo(kinetic, within(1e-11));
    assertThat(dynamics.potentialEnergy(robot.q)).isCloseTo(potential, within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void gravityForcesAreTheGradientOfThePotentialEnergy(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    RigidBodyDynamics dynamics = robot.dynamics();
    double[] g = new double[robot.n];
    dynamics.gravityForces(robot.q, g);

    for (int i = 0; i < robot.n; i++) {
      double after = dynamics.potentialEnergy(sum(robot.q, STEP, robot.unit(i)));
      double before = dynamics.potentialEnergy(sum(robot.q, -STEP, robot.unit(i)));
      assertThat(g[i]).isCloseTo((after - before) / (2 * STEP), within(1e-7));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void coriolisForcesDoHalfTheWorkOfTheChangingMass(long seed) {
    // q̇ᵀ (h − g) = ½ q̇ᵀ Ṁ q̇
    RandomRobot robot = new RandomRobot(seed);
    RigidBodyDynamics dynamics = robot.dynamics();
    double[] h = new double[robot.n];
    double[] g = new double[robot.n];
    dynamics.biasForces(robot.q, robot.qd, h);
    dynamics.gravityForces(robot.q, g);

    double after = dynamics.kineticEnergy(sum(robot.q, STEP, robot.qd), robot.qd);
    double before = dynamics.kineticEnergy(sum(robot.q, -STEP, robot.qd), robot.qd);

    assertThat(dot(robot.qd, sum(h, -1, g))).isCloseTo((after - before) / (2 * STEP), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void energyIsConservedWithoutDampingAndEffort(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    RigidBodyDynamics dynamics = new RigidBodyDynamics(robot.withoutDamping(), RandomRobot.GRAVITY);
    RigidBodyStepper stepper = new RigidBodyStepper(dynamics, 0.0005);
    double[] q = robot.q.clone();
    double[] qd = robot.qd.clone();
    double before = dynamics.kineticEnergy(q, qd) + dynamics.potentialEnergy(q);

    assertThat(stepper.step(q, qd, new double[robot.n], 1)).isTrue();

    double after = dynamics.kineticEnergy(q, qd) + dynamics.potentialEnergy(q);
    assertThat(after).isCloseTo(before, within(1e-6));
    assertThat(q).isNotEqualTo(robot.q);
  }

  @Test
  void aBodyWithoutMassHasNoForwardDynamics() {
    RandomRobot robot = new RandomRobot(1);
    Body body = robot.model.bodies().get(0);
    Body empty = new Body("empty", -1, body.joint(), Inertia.NONE, List.of());
    RigidBodyDynamics dynamics = new RigidBodyDynamics(
        new RobotModel("empty", List.of(empty), List.of(), Map.of()), RandomRobot.GRAVITY);

    assertThat(dynamics.forwardDynamics(new double[1], new double[1], new double[1], new double[1]))
        .isFalse();
  }

  @Test
  void noNumberIsNoMotion() {
    RandomRobot robot = new RandomRobot(1);
    robot.q[0] = Double.NaN;
    double[] qdd = new double[robot.n];

    assertThat(robot.dynamics().forwardDynamics(robot.q, robot.qd, robot.tau, qdd))
        .isFalse();
  }

  @Test
  void steppingAllocatesNothing() {
    RandomRobot robot = new RandomRobot(1);
    RigidBodyStepper stepper = new RigidBodyStepper(robot.dynamics(), 0.001);
    double[] q = new double[robot.n];
    double[] qd = new double[robot.n];

    assertThat(Allocation.bytes(() -> stepper.step(q, qd, robot.tau, 0.001), 1000))
        .isZero();
  }

  private static DMatrixRMaj massMatrix(RigidBodyDynamics dynamics, RandomRobot robot) {
    DMatrixRMaj M = new DMatrixRMaj(robot.n, robot.n);
    dynamics.massMatrix(robot.q, M);
    return M;
  }
}

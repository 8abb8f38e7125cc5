package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InertialRegressorTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void whatIsLinearInTheInertiasIsWhatNewtonAndEulerFind(long seed) {
    RandomRobot random = new RandomRobot(seed);
    RobotModel robot = random.model;
    int n = random.n;
    double[] qdd = new SplittableRandom(seed).doubles(n, -2, 2).toArray();
    DMatrixRMaj Y = new DMatrixRMaj(n, InertialVector.SIZE * n);
    new InertialRegressor(robot, RandomRobot.GRAVITY).at(random.q, random.qd, qdd, Y);
    double[] bias = new double[n];
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    RigidBodyDynamics dynamics = random.dynamics();
    dynamics.biasForces(random.q, random.qd, bias);
    dynamics.massMatrix(random.q, M);

    double[] byInertias = RandomRobot.times(Y, InertialVector.of(robot));

    double[] expected = RandomRobot.sum(bias, 1, RandomRobot.times(M, qdd));
    for (int i = 0; i < n; i++) {
      assertThat(byInertias[i]).isCloseTo(expected[i], within(1e-10 * (1 + Math.abs(expected[i]))));
    }
  }

  @Test
  void anInertiaComesBackAsItWasWrittenDown() {
    Inertia inertia = new Inertia(
        2.5, new Vector3(0.1, -0.2, 0.3), Matrix3.symmetric(0.3, 0.4, 0.5, 0.01, -0.02, 0.03));
    double[] ten = new double[InertialVector.SIZE];
    InertialVector.write(inertia, ten, 0);

    Inertia back = InertialVector.read(ten, 0);

    double[] again = new double[InertialVector.SIZE];
    InertialVector.write(back, again, 0);
    assertThat(again).containsExactly(ten, within(1e-15));
    assertThat(back.rotational().yz()).isCloseTo(0.03, within(1e-15));
  }

  @Test
  void noMassIsNoInertia() {
    assertThatThrownBy(() -> InertialVector.read(new double[InertialVector.SIZE], 0))
        .hasMessage("mass must be positive, was 0.0");
  }
}

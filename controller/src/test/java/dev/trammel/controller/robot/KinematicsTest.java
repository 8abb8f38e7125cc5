package dev.trammel.controller.robot;

import static dev.trammel.controller.robot.RandomRobot.sum;
import static dev.trammel.controller.robot.RandomRobot.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.testing.Allocation;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KinematicsTest {

  /** Step of the central differences. */
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void posesAreJointAfterJointFromTheWorld(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    Transform expected = robot.frame.origin();
    for (int i = robot.frame.body(); i >= 0; i = robot.model.bodies().get(i).parent()) {
      Joint joint = robot.model.bodies().get(i).joint();
      Transform moved = joint.type().rotates()
          ? new Transform(Matrix3.rotation(joint.axis(), robot.q[i]), Vector3.ZERO)
          : Transform.translation(joint.axis().times(robot.q[i]));
      expected = joint.origin().then(moved).then(expected);
    }

    Transform pose = at(robot).pose(robot.frame);

    assertThat(pose.translation().minus(expected.translation()).norm()).isLessThan(1e-14);
    assertThat(pose.rotation()
            .times(expected.rotation().transposed())
            .plus(Matrix3.IDENTITY.times(-1))
            .times(new Vector3(1, 2, 3))
            .norm())
        .isLessThan(1e-13);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void jacobianIsTheDerivativeOfThePosition(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    DMatrixRMaj J = new DMatrixRMaj(3, robot.n);
    at(robot).jacobian(robot.frame, J);

    for (int axis = 0; axis < 3; axis++) {
      int row = axis;
      for (int joint = 0; joint < robot.n; joint++) {
        double slope = slope(robot, robot.unit(joint), k -> position(k, robot.frame)[row]);
        assertThat(J.get(row, joint)).isCloseTo(slope, within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void velocitiesAreJacobiansTimesRates(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    Kinematics kinematics = at(robot);
    DMatrixRMaj J = new DMatrixRMaj(3, robot.n);
    double[] velocity = new double[3];

    kinematics.velocity(robot.frame, velocity);
    kinematics.jacobian(robot.frame, J);
    assertThat(velocity).containsExactly(times(J, robot.qd), within(1e-13));

    kinematics.angularVelocity(robot.frame, velocity);
    kinematics.angularJacobian(robot.frame, J);
    assertThat(velocity).containsExactly(times(J, robot.qd), within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void angularVelocityTurnsTheFrame(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    double[] omega = new double[3];
    Kinematics kinematics = at(robot);
    kinematics.angularVelocity(robot.frame, omega);
    Vector3 spoke = kinematics.pose(robot.frame).rotation().times(new Vector3(0.3, -0.5, 0.7));
    Vector3 expected = new Vector3(omega[0], omega[1], omega[2]).cross(spoke);

    double slope = slope(
        robot,
        robot.qd,
        k -> k.pose(robot.frame).rotation().times(new Vector3(0.3, -0.5, 0.7)).y());

    assertThat(expected.y()).isCloseTo(slope, within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void biasAccelerationIsTheDerivativeOfTheVelocityAtConstantRates(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    double[] bias = new double[3];
    at(robot).biasAcceleration(robot.frame, bias);

    for (int axis = 0; axis < 3; axis++) {
      int row = axis;
      double slope = slope(robot, robot.qd, k -> velocity(k, robot.frame)[row]);
      assertThat(bias[row]).isCloseTo(slope, within(1e-7));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void curvatureIsTheDerivativeOfTheWeightedJacobian(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    double[] w = {0.3, -1.1, 0.7};
    DMatrixRMaj H = new DMatrixRMaj(robot.n, robot.n);
    DMatrixRMaj J = new DMatrixRMaj(3, robot.n);
    at(robot).curvature(robot.frame, w, H);

    for (int i = 0; i < robot.n; i++) {
      int column = i;
      for (int j = 0; j < robot.n; j++) {
        double slope = slope(robot, robot.unit(j), k -> {
          k.jacobian(robot.frame, J);
          return w[0] * J.get(0, column) + w[1] * J.get(1, column) + w[2] * J.get(2, column);
        });
        assertThat(H.get(i, j)).isCloseTo(slope, within(1e-9));
      }
    }
  }

  @Test
  void whatIsFixedInTheWorldDoesNotMove() {
    RandomRobot robot = new RandomRobot(1);
    Frame fixed = Frame.at(-1, new Vector3(1, 2, 3));
    DMatrixRMaj J = new DMatrixRMaj(3, robot.n);
    J.fill(1);
    Kinematics kinematics = at(robot);

    kinematics.jacobian(fixed, J);

    assertThat(position(kinematics, fixed)).containsExactly(1, 2, 3);
    assertThat(velocity(kinematics, fixed)).containsExactly(0, 0, 0);
    assertThat(J.data).containsOnly(0);
  }

  @Test
  void anUpdateAndItsAnswersAllocateNothing() {
    RandomRobot robot = new RandomRobot(1);
    Kinematics kinematics = at(robot);
    DMatrixRMaj J = new DMatrixRMaj(3, robot.n);
    DMatrixRMaj H = new DMatrixRMaj(robot.n, robot.n);
    double[] out = new double[3];

    assertThat(Allocation.bytes(
            () -> {
              kinematics.update(robot.q, robot.qd);
              kinematics.position(robot.frame, out);
              kinematics.velocity(robot.frame, out);
              kinematics.biasAcceleration(robot.frame, out);
              kinematics.jacobian(robot.frame, J);
              kinematics.curvature(robot.frame, out, H);
            },
            1000))
        .isZero();
  }

  private static Kinematics at(RandomRobot robot) {
    Kinematics kinematics = new Kinematics(robot.model);
    kinematics.update(robot.q, robot.qd);
    return kinematics;
  }

  private static double[] position(Kinematics kinematics, Frame frame) {
    double[] out = new double[3];
    kinematics.position(frame, out);
    return out;
  }

  private static double[] velocity(Kinematics kinematics, Frame frame) {
    double[] out = new double[3];
    kinematics.velocity(frame, out);
    return out;
  }

  /** Derivative of a quantity when q moves along a direction, at constant rates. */
  private static double slope(
      RandomRobot robot, double[] direction, ToDoubleFunction<Kinematics> quantity) {
    Kinematics kinematics = new Kinematics(robot.model);
    kinematics.update(sum(robot.q, STEP, direction), robot.qd);
    double after = quantity.applyAsDouble(kinematics);
    kinematics.update(sum(robot.q, -STEP, direction), robot.qd);
    return (after - quantity.applyAsDouble(kinematics)) / (2 * STEP);
  }
}

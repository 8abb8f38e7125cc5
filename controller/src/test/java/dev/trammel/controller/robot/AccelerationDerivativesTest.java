package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.testing.Allocation;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccelerationDerivativesTest {

  private static final double DURATION = 0.05;
  private static final double SUB_STEP = 0.005;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void accelerationsOfRandomTreesChangeAsDifferencesSay(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    AccelerationDerivatives derivatives = new AccelerationDerivatives(robot.dynamics());
    double[] qdd = new double[robot.n];
    derivatives.update(robot.q, robot.qd, robot.tau, qdd);
    double scale = largest(qdd);

    for (int joint = 0; joint < robot.n; joint++) {
      double[] changes = new double[3 * robot.n];
      changes[3 * joint + 2] = 1;
      derivatives.push(unit(robot.n, joint, 0), unit(robot.n, joint, 1), 3, changes);
      double[][] varied = {robot.q, robot.qd, robot.tau};
      for (int kind = 0; kind < 3; kind++) {
        double[] expected = difference(robot, varied[kind], joint);
        for (int i = 0; i < robot.n; i++) {
          double tolerance = 1e-8 * (scale + largest(expected));
          assertThat(changes[3 * i + kind]).isCloseTo(expected[i], within(tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anIntervalEndsWhereTheStepperEndsAndChangesAsItsDifferencesSay(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    int[] driven = {robot.n - 1, 0};
    DMatrixRMaj Y = new DMatrixRMaj(2 * robot.n, 2 * robot.n + 2);
    double[] q = robot.q.clone();
    double[] qd = robot.qd.clone();
    new RigidBodySensitivity(robot.dynamics(), SUB_STEP, driven)
        .step(q, qd, robot.tau, DURATION, Y);
    double[] after = new double[2 * robot.n];
    end(robot, after);

    assertThat(q).containsExactly(java.util.Arrays.copyOf(after, robot.n), within(1e-12));
    for (int column = 0; column < Y.numCols; column++) {
      double[] vector = column < robot.n ? robot.q : column < 2 * robot.n ? robot.qd : robot.tau;
      int entry = column < 2 * robot.n ? column % robot.n : driven[column - 2 * robot.n];
      double[] expected = differenceOfEnds(robot, vector, entry);
      for (int i = 0; i < expected.length; i++) {
        double tolerance = 1e-8 * (1 + largest(expected) + largest(after));
        assertThat(Y.get(i, column)).isCloseTo(expected[i], within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void anIntervalAllocatesNothing(long seed) {
    RandomRobot robot = new RandomRobot(seed);
    RigidBodySensitivity sensitivity =
        new RigidBodySensitivity(robot.dynamics(), SUB_STEP, new int[] {0});
    DMatrixRMaj Y = new DMatrixRMaj(2 * robot.n, 2 * robot.n + 1);
    double[] q = robot.q.clone();
    double[] qd = robot.qd.clone();
    Runnable step = () -> {
      System.arraycopy(robot.q, 0, q, 0, robot.n);
      System.arraycopy(robot.qd, 0, qd, 0, robot.n);
      sensitivity.step(q, qd, robot.tau, DURATION, Y);
    };

    assertThat(Allocation.bytes(step, 1_000)).isZero();
  }

  private static double[] difference(RandomRobot robot, double[] varied, int entry) {
    double[] ahead = new double[robot.n];
    double[] behind = new double[robot.n];
    RigidBodyDynamics dynamics = robot.dynamics();
    return difference(
        varied,
        entry,
        ahead,
        behind,
        out -> dynamics.forwardDynamics(robot.q, robot.qd, robot.tau, out));
  }

  private static double[] differenceOfEnds(RandomRobot robot, double[] varied, int entry) {
    double[] ahead = new double[2 * robot.n];
    double[] behind = new double[2 * robot.n];
    return difference(varied, entry, ahead, behind, out -> end(robot, out));
  }

  /** By central differences of two distances, whose errors of second order cancel (Richardson). */
  private static double[] difference(
      double[] varied,
      int entry,
      double[] ahead,
      double[] behind,
      java.util.function.Consumer<double[]> function) {
    double[] result = new double[ahead.length];
    double value = varied[entry];
    for (double h : new double[] {1e-3, 5e-4}) {
      varied[entry] = value + h;
      function.accept(ahead);
      varied[entry] = value - h;
      function.accept(behind);
      double weight = h == 1e-3 ? -1.0 / 3 : 4.0 / 3;
      for (int i = 0; i < result.length; i++) {
        result[i] += weight * (ahead[i] - behind[i]) / (2 * h);
      }
    }
    varied[entry] = value;
    return result;
  }

  private static void end(RandomRobot robot, double[] out) {
    double[] q = robot.q.clone();
    double[] qd = robot.qd.clone();
    new RigidBodyStepper(robot.dynamics(), SUB_STEP).step(q, qd, robot.tau, DURATION);
    System.arraycopy(q, 0, out, 0, robot.n);
    System.arraycopy(qd, 0, out, robot.n, robot.n);
  }

  private static double[] unit(int n, int joint, int column) {
    double[] changes = new double[3 * n];
    changes[3 * joint + column] = 1;
    return changes;
  }

  private static double largest(double[] vector) {
    return java.util.Arrays.stream(vector).map(Math::abs).max().orElse(0);
  }
}

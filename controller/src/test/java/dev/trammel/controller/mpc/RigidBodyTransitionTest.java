package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.testing.Allocation;
import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RigidBodyTransitionTest {

  @Test
  void rodFollowsItsOwnEquation() throws IOException {
    RigidBodyTransition model = model("pendulum-swingup");
    DMatrixRMaj x = new DMatrixRMaj(new double[] {1, -0.5});
    DMatrixRMaj next = new DMatrixRMaj(2, 1);

    model.step(x, new DMatrixRMaj(new double[] {2}), next);

    double[] expected = integrateRod(1, -0.5, 2);
    assertThat(next.get(0)).isCloseTo(expected[0], within(1e-6));
    assertThat(next.get(1)).isCloseTo(expected[1], within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arm-reach",
        "cart-double-pendulum-swingup",
        "cartpole-swingup",
        "peg-insertion",
        "pendulum-swingup",
        "planar-reach"
      })
  void derivativesOfAllShippedRobotsAreThoseOfTheirSteps(String name) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find(name));
    RigidBodyTransition model = new RigidBodyTransition(task.plant());
    for (long seed = 1; seed <= 20; seed++) {
      DMatrixRMaj[] point = TransitionStudy.point(task, model, seed);
      TransitionDerivatives.check(model, point[0], point[1], 1e-7);
    }
  }

  @Test
  void derivativeAndStepAllocateNothing() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("planar-reach"));
    RigidBodyTransition model = new RigidBodyTransition(task.plant());
    DMatrixRMaj[] point = TransitionStudy.point(task, model, 1);
    DMatrixRMaj next = new DMatrixRMaj(8, 1);
    DMatrixRMaj F = new DMatrixRMaj(8, 10);
    Runnable code = () -> {
      model.step(point[0], point[1], next);
      model.linearise(point[0], point[1], F);
    };

    assertThat(Allocation.bytes(code, 1_000)).isZero();
  }

  @Test
  void errorOfAFirstOrderPredictionFallsWithTheSquareOfTheChange() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("cart-double-pendulum-swingup"));
    RigidBodyTransition model = new RigidBodyTransition(task.plant());
    DMatrixRMaj[] point = TransitionStudy.point(task, model, 2);

    double[] errors = new double[3];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = predictionError(model, point, Math.pow(10, -2 - i));
    }

    assertThat(errors[0] / errors[1]).isBetween(90.0, 110.0);
    assertThat(errors[1] / errors[2]).isBetween(90.0, 110.0);
  }

  private static double predictionError(
      RigidBodyTransition model, DMatrixRMaj[] point, double change) {
    DMatrixRMaj F = new DMatrixRMaj(6, 7);
    DMatrixRMaj before = new DMatrixRMaj(6, 1);
    DMatrixRMaj after = new DMatrixRMaj(6, 1);
    model.step(point[0], point[1], before);
    model.linearise(point[0], point[1], F);
    DMatrixRMaj x = point[0].copy();
    CommonOps_DDRM.add(x, change);
    model.step(x, new DMatrixRMaj(new double[] {point[1].get(0) - change}), after);
    DMatrixRMaj z = new DMatrixRMaj(7, 1);
    z.fill(change);
    z.set(6, -change);
    CommonOps_DDRM.multAdd(F, z, before);
    CommonOps_DDRM.subtractEquals(after, before);
    return CommonOps_DDRM.elementMaxAbs(after);
  }

  /** θ'' = 3(u − 0.05θ' − ½g sin θ) over 0.05 s, in small steps of the midpoint rule. */
  private static double[] integrateRod(double angle, double rate, double torque) {
    double h = 0.05 / 100_000;
    double q = angle;
    double qd = rate;
    for (int i = 0; i < 100_000; i++) {
      double middle = q + 0.5 * h * qd;
      double middleRate = qd + 0.5 * h * acceleration(q, qd, torque);
      q += h * middleRate;
      qd += h * acceleration(middle, middleRate, torque);
    }
    return new double[] {q, qd};
  }

  private static double acceleration(double angle, double rate, double torque) {
    return 3 * (torque - 0.05 * rate - 0.5 * 9.81 * Math.sin(angle));
  }

  private static RigidBodyTransition model(String task) throws IOException {
    Task read = TaskReader.read(TaskCatalog.shipped().find(task));
    return new RigidBodyTransition(read.plant());
  }
}

package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

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

  @Test
  void derivativePredictsSmallChanges() throws IOException {
    RigidBodyTransition model = model("planar-reach");
    DMatrixRMaj x = new DMatrixRMaj(8, 1);
    model.observe(new double[] {0.3, -0.8}, new double[] {1, 2}, x);
    DMatrixRMaj u = new DMatrixRMaj(new double[] {1, -2});
    DMatrixRMaj F = new DMatrixRMaj(8, 10);
    model.linearise(x, u, F);
    DMatrixRMaj changed = new DMatrixRMaj(8, 1);
    model.observe(new double[] {0.3 + 1e-4, -0.8 - 2e-4}, new double[] {1 - 1e-4, 2}, changed);

    DMatrixRMaj predicted = new DMatrixRMaj(8, 1);
    DMatrixRMaj change = new DMatrixRMaj(10, 1);
    for (int i = 0; i < 8; i++) {
      change.set(i, changed.get(i) - x.get(i));
    }
    CommonOps_DDRM.mult(F, change, predicted);
    DMatrixRMaj before = new DMatrixRMaj(8, 1);
    model.step(x, u, before);
    CommonOps_DDRM.addEquals(predicted, before);
    DMatrixRMaj after = new DMatrixRMaj(8, 1);
    model.step(changed, u, after);
    CommonOps_DDRM.subtractEquals(after, predicted);
    assertThat(CommonOps_DDRM.elementMaxAbs(after)).isLessThan(1e-6);
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

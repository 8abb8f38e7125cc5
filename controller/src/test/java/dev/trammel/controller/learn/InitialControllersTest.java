package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.CommonOps_DDRM.addEquals;
import static org.ejml.dense.row.CommonOps_DDRM.diag;
import static org.ejml.dense.row.CommonOps_DDRM.dot;
import static org.ejml.dense.row.CommonOps_DDRM.mult;
import static org.ejml.dense.row.CommonOps_DDRM.multAddTransA;
import static org.ejml.dense.row.CommonOps_DDRM.multTransA;
import static org.ejml.dense.row.CommonOps_DDRM.scale;

import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialControllersTest {

  private final Task task = SpringSled.task();
  private final InitialControllers initial = new InitialControllers(task, List.of(0.3));

  private LinearGaussianController create(InitialSettings settings) {
    return initial.create(settings, task.conditions().get(0));
  }

  /** The gains of the stationary Riccati equation, by iterating it on matrices. */
  private static DMatrixRMaj riccati(double h, double stiffness, double damping) {
    DMatrixRMaj A = new DMatrixRMaj(new double[][] {{1, h}, {0, 1}});
    DMatrixRMaj B = new DMatrixRMaj(new double[] {h * h / 2, h});
    DMatrixRMaj Q = diag(stiffness, damping);
    DMatrixRMaj V = Q.copy();
    DMatrixRMaj K = new DMatrixRMaj(1, 2);
    DMatrixRMaj closed = new DMatrixRMaj(2, 2);
    for (int i = 0; i < 100_000; i++) {
      // K = −(1 + BᵀVB)⁻¹ BᵀVA,   V = Q + KᵀK + (A + BK)ᵀ V (A + BK)
      DMatrixRMaj BtV = multTransA(B, V, null);
      mult(BtV, A, K);
      scale(-1 / (1 + dot(BtV, B)), K);
      mult(B, K, closed);
      addEquals(closed, A);
      V = multTransA(closed, mult(V, closed, null), null);
      addEquals(V, Q);
      multAddTransA(K, K, V);
    }
    return K;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 3", "1000, 1e-3", "0.01, 50"})
  void gainsOfTheDoubleIntegratorSolveTheRiccatiEquation(double stiffness, double damping) {
    DMatrixRMaj K = riccati(task.plant().period(), stiffness, damping);

    LinearGaussianController ours =
        create(new InitialSettings.DoubleIntegrator(stiffness, damping));

    assertThat(ours.gain(0).data).containsExactly(K.data, within(1e-6 * Math.abs(K.get(0)) + 1e-8));
  }

  @Test
  void aHoldPushesBackToTheStartAndAgainstTheMotion() {
    LinearGaussianController hold = create(new InitialSettings.Pd(List.of(8.0), List.of(3.0)));

    assertThat(hold.gain(29).data).containsExactly(-8, -3);
    // at rest at the start of 0.5 m nothing acts
    assertThat(hold.offset(29).data).containsExactly(4);
    assertThat(hold.steps()).isEqualTo(task.steps());
  }

  @Test
  void everyControllerExploresByAPartOfTheLimit() {
    LinearGaussianController zero = create(new InitialSettings.Zero());

    assertThat(zero.gain(3).data).containsExactly(0, 0);
    assertThat(zero.offset(3).data).containsExactly(0);
    assertThat(zero.covariance(3).data).containsExactly(new double[] {2.25}, within(1e-12));
  }

  @Test
  void controllersOfARunAreNotMadeHere() {
    assertThatThrownBy(() -> create(new InitialSettings.FromRun("runs/a", Optional.empty(), false)))
        .hasMessageContaining("must be read from its folder");
  }
}

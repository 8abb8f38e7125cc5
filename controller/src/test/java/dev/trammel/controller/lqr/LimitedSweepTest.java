package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEachKernels
class LimitedSweepTest {

  private final Kernels kernels;

  LimitedSweepTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 30, 4, 1, 0.5, 0", "2, 30, 8, 3, 0.3, 0", "3, 20, 6, 2, 0.1, 0", "4, 30, 8, 8, 0.2, 0",
    "5, 5, 2, 2, 1, 0", "6, 30, 3, 1, 0.5, 0.3", "7, 30, 4, 2, 0.5, 0.2", "8, 20, 8, 1, 1, 0.2"
  })
  void inputsAreOptimalWithinTheirLimits(
      long seed, int steps, int n, int m, double limit, double growth) {
    UpdateProblem update = new RandomProblems(seed, steps, n, m).update(limit);
    for (DMatrixRMaj F : update.model().transitions) {
      for (int i = 0; i < n; i++) {
        F.add(i, i, growth);
      }
    }
    LqrProblem problem = Problems.of(kernels, update);
    LimitedSweep sweep = new LimitedSweep(problem);
    sweep.setLimits(update.limits());

    assertThat(sweep.solve()).isTrue();

    DMatrixRMaj inputs = Problems.expectedInputs(problem);
    DMatrixRMaj gradient = new DenseProgram(update.model(), update.cost()).gradientAt(inputs);
    double scale = NormOps_DDRM.normPInf(gradient);
    int held = 0;
    for (int i = 0; i < inputs.numRows; i++) {
      double u = inputs.data[i];
      double slope = gradient.data[i] / scale;
      assertThat(Math.abs(u)).isLessThanOrEqualTo(limit * (1 + 1e-9));
      if (Math.abs(u) > limit * (1 - 1e-9)) {
        assertThat(slope * Math.signum(u)).isLessThan(1e-9);
        held++;
      } else {
        assertThat(slope).isBetween(-1e-9, 1e-9);
      }
    }
    assertThat(held).isBetween(1, inputs.numRows - 1);
  }
}

package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.Kernels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitedSweepTest {

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
    LqrProblem problem = problem(update);
    LimitedSweep sweep = new LimitedSweep(problem);
    sweep.setLimits(update.limits());

    assertThat(sweep.solve()).isTrue();

    DMatrixRMaj inputs = expectedInputs(problem);
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

  static LqrProblem problem(UpdateProblem update) {
    LqrProblem problem = new LqrProblem(
        Kernels.rows(),
        update.model().steps(),
        update.model().stateSize(),
        update.model().inputSize());
    problem.setCost(update.cost());
    problem.setDynamics(update.model());
    return problem;
  }

  static DMatrixRMaj expectedInputs(LqrProblem problem) {
    new StateMarginals(problem).solve();
    int m = problem.inputSize();
    DMatrixRMaj inputs = new DMatrixRMaj(problem.steps() * m, 1);
    for (int t = 0; t < problem.steps(); t++) {
      System.arraycopy(problem.stage(t).input, 0, inputs.data, t * m, m);
    }
    return inputs;
  }
}

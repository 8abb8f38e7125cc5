package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Kernels;
import org.ejml.data.DMatrixRMaj;

/** What the tests of sweeps ask of problems. */
final class Problems {

  private Problems() {}

  /** Cost and dynamics of an update as a problem. */
  static LqrProblem of(Kernels kernels, UpdateProblem update) {
    LqrProblem problem = new LqrProblem(
        kernels,
        update.model().steps(),
        update.model().stateSize(),
        update.model().inputSize());
    problem.setCost(update.cost());
    problem.setDynamics(update.model());
    return problem;
  }

  /** The mean of every input under the policies, one below the other. */
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

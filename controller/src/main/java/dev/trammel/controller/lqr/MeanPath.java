package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;

/**
 * The inputs that a problem's policies give along the model's expected states, and how the cost
 * changes with each. A mutable workspace; nothing here allocates.
 */
final class MeanPath {

  /** ū, T×m. */
  final double[][] inputs;

  /** dJ/dū, T×m: zero, but for rounding, where an input is free. */
  final double[][] gradients;

  private final LqrProblem problem;
  private final double[][] states;
  private final double[] costate;

  MeanPath(LqrProblem problem) {
    this.problem = problem;
    int n = problem.stateSize();
    int m = problem.inputSize();
    inputs = new double[problem.steps()][m];
    gradients = new double[problem.steps()][m];
    states = new double[problem.steps() + 1][n];
    costate = new double[n];
  }

  /** Follows the policies. */
  void follow() {
    double[] start = problem.state(0).mean;
    System.arraycopy(start, 0, states[0], 0, states[0].length);
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      double[] x = states[t];
      for (int i = 0; i < inputs[t].length; i++) {
        double[] K = stage.policy.matrix[i];
        inputs[t][i] = stage.policy.offset[i] + Rows.dot(K, x, x.length);
      }
      for (int i = 0; i < x.length; i++) {
        double[] F = stage.dynamics.matrix[i];
        states[t + 1][i] = stage.dynamics.offset[i] + product(F, t);
      }
    }
  }

  /**
   * Finds the gradients. On the policies' own path the costate is the gradient of the cost-to-go,
   * which stays accurate where an adjoint recursion would amplify rounding.
   */
  void differentiate() {
    int n = costate.length;
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      setCostate(problem.value(t + 1), states[t + 1]);
      for (int i = 0; i < inputs[t].length; i++) {
        // dJ/du = (Hz + h)ᵤ + Bᵀλ,  H = C + ηP
        gradients[t][i] = gradient(stage.cost, n + i, t)
            + stage.priorWeight * gradient(stage.prior, n + i, t)
            + Rows.dot(stage.dynamics.transposed[n + i], costate, n);
      }
    }
  }

  private void setCostate(QuadraticRows value, double[] x) {
    // λ = Vx + v
    for (int i = 0; i < x.length; i++) {
      costate[i] = value.gradient[i] + Rows.dot(value.hessian[i], x, x.length);
    }
  }

  private double gradient(QuadraticRows quadratic, int row, int t) {
    return quadratic.gradient[row] + product(quadratic.hessian[row], t);
  }

  /** A row times (x, u) at step t. */
  private double product(double[] row, int t) {
    int n = costate.length;
    double sum = Rows.dot(row, states[t], n);
    for (int j = 0; j < inputs[t].length; j++) {
      sum += row[n + j] * inputs[t][j];
    }
    return sum;
  }
}

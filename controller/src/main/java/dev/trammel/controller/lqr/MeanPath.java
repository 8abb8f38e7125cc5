package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;

/**
 * The inputs that a problem's policies give along the model's expected states, and how the cost
 * changes with those that are held. A mutable workspace; nothing here allocates.
 */
final class MeanPath {

  /** ū, T×m. */
  final double[][] inputs;

  /** dJ/dū, T×m, where an input is held; nothing is written where it is free. */
  final double[][] gradients;

  private final LqrProblem problem;
  private final Products products;
  private final double[][] states;
  private final int n;

  MeanPath(LqrProblem problem) {
    this.problem = problem;
    products = problem.products();
    n = problem.stateSize();
    int m = problem.inputSize();
    inputs = new double[problem.steps()][m];
    gradients = new double[problem.steps()][m];
    states = Rows.padded(problem.steps() + 1, n);
  }

  /** Follows the policies of some steps, from where it came before if they are not the first. */
  void follow(int from, int to) {
    if (from == 0) {
      System.arraycopy(problem.state(0).mean, 0, states[0], 0, n);
    }
    for (int t = from; t < to; t++) {
      Stage stage = problem.stage(t);
      double[] x = states[t];
      double[] u = inputs[t];
      for (int i = 0; i < u.length; i++) {
        // what is held has no feedback
        double feedback = stage.held[i] ? 0 : Rows.dot(stage.policy.matrix[i], x, n);
        u[i] = stage.policy.offset[i] + feedback;
      }
      stage.expect(products, x, u, states[t + 1]);
    }
  }

  /** Finds the gradients of some steps: those of the action values that the last sweep found. */
  void differentiate(int from, int to) {
    for (int t = from; t < to; t++) {
      Stage stage = problem.stage(t);
      for (int i = 0; i < stage.held.length; i++) {
        if (stage.held[i]) {
          gradients[t][i] = gradient(stage.heldSlope[i], stage.heldPull[i], t);
        }
      }
    }
  }

  private double gradient(double[] slope, double pull, int t) {
    double[] u = inputs[t];
    double sum = pull + Rows.dot(slope, states[t], n);
    for (int j = 0; j < u.length; j++) {
      sum += slope[n + j] * u[j];
    }
    return sum;
  }
}

package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;

/**
 * Inputs u₀ … u_{T−1}, the states that a problem's model takes from them without noise, what they
 * cost and how that changes with each input. A mutable workspace; nothing here allocates.
 */
final class MeanPath {

  final double[][] inputs;

  /** dJ/duₜ, T×m. */
  final double[][] gradients;

  private final LqrProblem problem;
  private final double[][] states;
  private final double[][] expansions;
  private final double[] costate;
  private final double[] previousCostate;
  private double cost;

  MeanPath(LqrProblem problem) {
    this.problem = problem;
    int steps = problem.steps();
    int n = problem.stateSize();
    int m = problem.inputSize();
    inputs = new double[steps][m];
    gradients = new double[steps][m];
    states = new double[steps + 1][n];
    expansions = new double[steps][n + m];
    costate = new double[n];
    previousCostate = new double[n];
  }

  /** J. */
  double cost() {
    return cost;
  }

  /** Takes over the inputs, cost and gradients of another path. */
  void set(MeanPath other) {
    for (int t = 0; t < inputs.length; t++) {
      System.arraycopy(other.inputs[t], 0, inputs[t], 0, inputs[t].length);
      System.arraycopy(other.gradients[t], 0, gradients[t], 0, inputs[t].length);
    }
    cost = other.cost;
  }

  /** Follows the problem's policies without limits. */
  void follow() {
    start();
    for (int t = 0; t < inputs.length; t++) {
      act(t);
      step(t);
    }
    finish();
  }

  /** Follows the problem's policies, each input clipped before it acts. */
  void follow(InputLimits limits) {
    start();
    for (int t = 0; t < inputs.length; t++) {
      act(t);
      clip(t, limits);
      step(t);
    }
    finish();
  }

  /** Goes part of the way from one path to another, clipped: u + α(target − u). */
  void blend(MeanPath origin, MeanPath target, double alpha, InputLimits limits) {
    start();
    for (int t = 0; t < inputs.length; t++) {
      for (int i = 0; i < inputs[t].length; i++) {
        double u = origin.inputs[t][i];
        inputs[t][i] = u + alpha * (target.inputs[t][i] - u);
      }
      clip(t, limits);
      step(t);
    }
    finish();
  }

  private void start() {
    cost = 0;
    System.arraycopy(problem.state(0).mean, 0, states[0], 0, states[0].length);
  }

  private void act(int t) {
    Stage stage = problem.stage(t);
    for (int i = 0; i < inputs[t].length; i++) {
      inputs[t][i] =
          stage.policy.offset[i] + Rows.dot(stage.policy.matrix[i], states[t], states[t].length);
    }
  }

  private void clip(int t, InputLimits limits) {
    for (int i = 0; i < inputs[t].length; i++) {
      inputs[t][i] = limits.clip(i, inputs[t][i]);
    }
  }

  private void step(int t) {
    Stage stage = problem.stage(t);
    double[] next = states[t + 1];
    for (int i = 0; i < next.length; i++) {
      double[] F = stage.dynamics.matrix[i];
      next[i] = stage.dynamics.offset[i] + Rows.dot(F, states[t], next.length);
      for (int j = 0; j < inputs[t].length; j++) {
        next[i] += F[next.length + j] * inputs[t][j];
      }
    }
    addCost(stage, t);
  }

  private void addCost(Stage stage, int t) {
    // J += ½zᵀHz + hᵀz = ½zᵀ((Hz + h) + h),  expansion = Hz + h,  H = C + ηP
    double[] out = expansions[t];
    double eta = stage.priorWeight;
    int n = states[t].length;
    for (int i = 0; i < out.length; i++) {
      double gradient = stage.cost.gradient[i] + eta * stage.prior.gradient[i];
      double product = product(stage.cost, i, t) + eta * product(stage.prior, i, t);
      out[i] = product + gradient;
      double z = i < n ? states[t][i] : inputs[t][i - n];
      cost += z * (0.5 * product + gradient);
    }
  }

  /** Entry i of the Hessian times z. */
  private double product(QuadraticRows quadratic, int i, int t) {
    double[] row = quadratic.hessian[i];
    int n = states[t].length;
    double sum = Rows.dot(row, states[t], n);
    for (int j = 0; j < inputs[t].length; j++) {
      sum += row[n + j] * inputs[t][j];
    }
    return sum;
  }

  private void finish() {
    double[] x = states[inputs.length];
    QuadraticRows terminal = problem.terminalValue();
    for (int i = 0; i < x.length; i++) {
      double product = Rows.dot(terminal.hessian[i], x, x.length);
      cost += x[i] * (0.5 * product + terminal.gradient[i]);
    }
  }

  /** Finds the gradients of any path, last step first. */
  void differentiate() {
    // λ_T = V_T x_T + v_T,  dJ/du = Bᵀλ' + (Hz + h)ᵤ,  λ = Aᵀλ' + (Hz + h)ₓ
    setCostate(problem.terminalValue(), states[inputs.length]);
    for (int t = inputs.length - 1; t >= 0; t--) {
      setGradient(t);
      Stage stage = problem.stage(t);
      for (int i = 0; i < costate.length; i++) {
        double[] column = stage.dynamics.transposed[i];
        previousCostate[i] = expansions[t][i] + Rows.dot(column, costate, costate.length);
      }
      System.arraycopy(previousCostate, 0, costate, 0, costate.length);
    }
  }

  /**
   * Finds the gradients of a path that follows the policies: there the costate is the gradient of
   * the cost-to-go, which stays accurate where the adjoint recursion would amplify rounding.
   */
  void differentiateOnPolicy() {
    for (int t = inputs.length - 1; t >= 0; t--) {
      setCostate(problem.value(t + 1), states[t + 1]);
      setGradient(t);
    }
  }

  private void setCostate(QuadraticRows value, double[] x) {
    for (int i = 0; i < x.length; i++) {
      costate[i] = value.gradient[i] + Rows.dot(value.hessian[i], x, x.length);
    }
  }

  private void setGradient(int t) {
    int n = costate.length;
    double[][] columns = problem.stage(t).dynamics.transposed;
    for (int i = 0; i < inputs[t].length; i++) {
      gradients[t][i] = expansions[t][n + i] + Rows.dot(columns[n + i], costate, n);
    }
  }
}

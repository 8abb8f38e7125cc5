package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.LqrProblem;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A plan over a few steps of an episode, with feedback about it: u = ūₜ + Kₜ(x − x̄ₜ). A mutable
 * workspace for one thread; nothing allocates after the constructor.
 *
 * <pre>
 *   x̄  H+1 of n×1 states     ū  H of m×1 inputs     K  H of m×n gains
 *   Quu⁻¹  H of m×m: how freely an input may be another one, for what the rest would cost; with
 *          the λ of the last step in Quu
 * </pre>
 */
public final class MpcPlan {

  final DMatrixRMaj[] states;
  final DMatrixRMaj[] inputs;
  final DMatrixRMaj[] gains;
  final DMatrixRMaj[] covariances;
  int first;
  int steps;
  long request;
  private final double[] deviation;

  /**
   * No plan yet, with room for one.
   *
   * @param horizon H
   */
  public MpcPlan(int horizon, int stateSize, int inputSize) {
    states = new DMatrixRMaj[horizon + 1];
    inputs = new DMatrixRMaj[horizon];
    gains = new DMatrixRMaj[horizon];
    covariances = new DMatrixRMaj[horizon];
    deviation = new double[stateSize];
    Arrays.setAll(states, i -> new DMatrixRMaj(stateSize, 1));
    Arrays.setAll(inputs, i -> new DMatrixRMaj(inputSize, 1));
    Arrays.setAll(gains, i -> new DMatrixRMaj(inputSize, stateSize));
    Arrays.setAll(covariances, i -> new DMatrixRMaj(inputSize, inputSize));
  }

  /** The step of the episode that the plan begins at. */
  public int first() {
    return first;
  }

  /** Steps planned, 0 if there is no plan. */
  public int steps() {
    return steps;
  }

  /** Which request was answered, from 1; requests count up. */
  public long request() {
    return request;
  }

  /** Whether a step of the episode is planned. */
  @RealTime
  public boolean covers(int t) {
    return t >= first && t - first < steps;
  }

  /** x̄ at a step of the episode, of those covered or the one after them; not to be modified. */
  public DMatrixRMaj state(int t) {
    return states[t - first];
  }

  /** ū at a step of the episode that is covered; not to be modified. */
  public DMatrixRMaj input(int t) {
    return inputs[t - first];
  }

  /** K at a step of the episode that is covered; not to be modified. */
  public DMatrixRMaj gain(int t) {
    return gains[t - first];
  }

  /**
   * Quu⁻¹ at a step of the episode that is covered; not to be modified. Of the plan without limits:
   * an input held at one has its own curvature too.
   */
  public DMatrixRMaj covariance(int t) {
    return covariances[t - first];
  }

  /**
   * What the plan's feedback does at a state; it may be beyond the limits.
   *
   * @param t a step of the episode that is covered
   * @param x n×1; not modified
   * @param out m×1; modified
   */
  @RealTime
  public void act(int t, DMatrixRMaj x, DMatrixRMaj out) {
    int at = t - first;
    int n = deviation.length;
    for (int j = 0; j < n; j++) {
      deviation[j] = x.data[j] - states[at].data[j];
    }
    for (int i = 0; i < out.numRows; i++) {
      out.data[i] = inputs[at].data[i] + Rows.dot(gains[at].data, i * n, deviation, n);
    }
  }

  /**
   * The feedback of a step and those after it, u = Kx + k.
   *
   * @param t a step of the episode that is covered
   * @param K rows for t, t + 1, …, each m·n row by row; modified
   * @param k rows of m; modified
   * @return for how many steps, at most as many as there are rows
   */
  int feedback(int t, double[][] K, double[][] k) {
    int count = Math.min(K.length, first + steps - t);
    for (int i = 0; i < count; i++) {
      int at = t - first + i;
      DMatrixRMaj gain = gains[at];
      System.arraycopy(gain.data, 0, K[i], 0, gain.getNumElements());
      for (int a = 0; a < gain.numRows; a++) {
        // k = ū − Kx̄
        int n = gain.numCols;
        k[i][a] = inputs[at].data[a] - Rows.dot(gain.data, a * n, states[at].data, n);
      }
    }
    return count;
  }

  /**
   * Takes over a path with a problem's policies as the feedback about it.
   *
   * @param first step of the episode
   * @return false if a gain is not finite; nothing is changed then
   */
  @RealTime
  boolean take(int first, PlanPath path, LqrProblem policies) {
    if (!hasFiniteGains(policies)) {
      return false;
    }
    this.first = first;
    steps = policies.steps();
    for (int i = 0; i < steps; i++) {
      copy(path.states[i], states[i]);
      copy(path.inputs[i], inputs[i]);
      Stage stage = policies.stage(i);
      Rows.copy(stage.policy.matrix, gains[i]);
      Rows.copy(stage.covariance, covariances[i]);
    }
    copy(path.states[steps], states[steps]);
    return true;
  }

  @RealTime
  private static boolean hasFiniteGains(LqrProblem policies) {
    for (int i = 0; i < policies.steps(); i++) {
      for (double[] row : policies.stage(i).policy.matrix) {
        if (!Finite.all(row, policies.stateSize())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Copies this plan; {@code to} has the same sizes and is modified. */
  @RealTime
  public void copyTo(MpcPlan to) {
    to.first = first;
    to.steps = steps;
    to.request = request;
    for (int i = 0; i < steps; i++) {
      copy(states[i], to.states[i]);
      copy(inputs[i], to.inputs[i]);
      copy(gains[i], to.gains[i]);
      copy(covariances[i], to.covariances[i]);
    }
    copy(states[steps], to.states[steps]);
  }

  /** Forgets the plan. */
  void clear() {
    steps = 0;
  }

  static void copy(DMatrixRMaj from, DMatrixRMaj to) {
    System.arraycopy(from.data, 0, to.data, 0, from.getNumElements());
  }
}

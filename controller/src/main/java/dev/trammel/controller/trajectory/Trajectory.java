package dev.trammel.controller.trajectory;

import dev.trammel.controller.control.CycleStatus;
import java.util.List;

/**
 * What happened in one episode of T steps: T inputs and T+1 states. Immutable.
 *
 * <p>Rows are steps. The arrays are copied in and never handed out.
 */
public final class Trajectory {

  private final double[][] states;
  private final double[][] truths;
  private final double[][] requested;
  private final double[][] applied;
  private final List<CycleStatus> statuses;

  /**
   * Keeps copies.
   *
   * @param states (T+1)×n, the estimates that the controller saw
   * @param truths (T+1)×p, the sensors' true values, NaN where not known
   * @param requested T×m, what the controller asked for
   * @param applied T×m, what reached the body
   * @param statuses T, one per cycle
   */
  public Trajectory(
      double[][] states,
      double[][] truths,
      double[][] requested,
      double[][] applied,
      List<CycleStatus> statuses) {
    int steps = requested.length;
    if (states.length != steps + 1
        || truths.length != steps + 1
        || applied.length != steps
        || statuses.size() != steps) {
      throw new IllegalArgumentException(
          "a trajectory of " + steps + " requested inputs needs as many applied inputs and statuses"
              + " and one more state and truth, had " + applied.length + ", " + statuses.size()
              + ", " + states.length + " and " + truths.length);
    }
    this.states = deepCopy(states);
    this.truths = deepCopy(truths);
    this.requested = deepCopy(requested);
    this.applied = deepCopy(applied);
    this.statuses = List.copyOf(statuses);
  }

  /** T. */
  public int steps() {
    return requested.length;
  }

  /** n. */
  public int stateSize() {
    return states[0].length;
  }

  /** m. */
  public int inputSize() {
    return requested.length == 0 ? 0 : requested[0].length;
  }

  /** Entry i of the state estimate at step t, t = 0 … T. */
  public double state(int t, int i) {
    return states[t][i];
  }

  /** Entry i of the true sensor values at step t, t = 0 … T; NaN where not known. */
  public double truth(int t, int i) {
    return truths[t][i];
  }

  /** Entry i of the input that the controller asked for at step t. */
  public double requested(int t, int i) {
    return requested[t][i];
  }

  /** Entry i of the input that reached the body at step t. */
  public double applied(int t, int i) {
    return applied[t][i];
  }

  /** Copies the state estimate at step t, t = 0 … T, into an array from an index on. */
  public void copyState(int t, double[] to, int from) {
    System.arraycopy(states[t], 0, to, from, states[t].length);
  }

  /** Copies the input that reached the body at step t into an array from an index on. */
  public void copyApplied(int t, double[] to, int from) {
    System.arraycopy(applied[t], 0, to, from, applied[t].length);
  }

  public CycleStatus status(int t) {
    return statuses.get(t);
  }

  /**
   * Whether the estimate at step t, t = 0 … T, took in a reading of its own; the terminal one is
   * taken to be as the last input's.
   */
  public boolean isObserved(int t) {
    return statuses.get(Math.min(t, steps() - 1)).observed();
  }

  /** p. */
  public int truthSize() {
    return truths[0].length;
  }

  private static double[][] deepCopy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }
}

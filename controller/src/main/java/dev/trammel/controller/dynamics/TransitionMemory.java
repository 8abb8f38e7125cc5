package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The transitions (x, u, x') of remembered batches, of whatever conditions and iterations, that
 * priors are built from. Immutable.
 */
public final class TransitionMemory {

  private final double[][] rows;
  private final int stateSize;
  private final int inputSize;
  private final double[] firstStateVariance;
  private final boolean knowsFirstState;

  private TransitionMemory(double[][] rows, TrajectoryBatch like, FirstStates firstStates) {
    this(rows, like.inputSize(), firstStates.variance(), firstStates.freedom > 0);
  }

  private TransitionMemory(
      double[][] rows, int inputSize, double[] firstStateVariance, boolean knowsFirstState) {
    this.rows = rows;
    this.inputSize = inputSize;
    this.firstStateVariance = firstStateVariance;
    this.knowsFirstState = knowsFirstState;
    stateSize = firstStateVariance.length;
  }

  /**
   * Remembers batches; each one is of a single condition. A transition from or to a state that was
   * not observed is left out.
   *
   * @param batches at least one, of the same n and m; oldest first
   */
  public static TransitionMemory of(List<TrajectoryBatch> batches) {
    Require.atLeast(batches.size(), 1, "remembered batches");
    TrajectoryBatch like = batches.get(0);
    int count = 0;
    for (TrajectoryBatch batch : batches) {
      if (batch.stateSize() != like.stateSize() || batch.inputSize() != like.inputSize()) {
        throw new IllegalArgumentException("remembered batches must have n = " + like.stateSize()
            + ", m = " + like.inputSize() + "; one had " + batch.stateSize() + ", "
            + batch.inputSize());
      }
      count += batch.size() * batch.steps();
    }
    double[][] rows = new double[count][2 * like.stateSize() + like.inputSize()];
    FirstStates firstStates = new FirstStates(like.stateSize());
    int next = 0;
    for (TrajectoryBatch batch : batches) {
      firstStates.add(batch);
      for (Trajectory trajectory : batch.trajectories()) {
        for (int t = 0; t < trajectory.steps(); t++) {
          if (Transitions.isObserved(trajectory, t)) {
            Transitions.copy(trajectory, t, rows[next++]);
          }
        }
      }
    }
    return new TransitionMemory(Arrays.copyOf(rows, next), like, firstStates);
  }

  /**
   * The same transitions of some entries of the state.
   *
   * @param entries of the state, in their new order; not modified
   */
  public TransitionMemory ofEntries(int[] entries) {
    int from = stateSize + inputSize;
    int to = entries.length + inputSize;
    double[][] fewer = new double[rows.length][entries.length + to];
    double[] variance = new double[entries.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], stateSize, fewer[i], entries.length, inputSize);
      for (int k = 0; k < entries.length; k++) {
        fewer[i][k] = rows[i][entries[k]];
        fewer[i][to + k] = rows[i][from + entries[k]];
      }
    }
    for (int k = 0; k < entries.length; k++) {
      variance[k] = firstStateVariance[entries[k]];
    }
    return new TransitionMemory(fewer, inputSize, variance, knowsFirstState);
  }

  /**
   * The transitions between states that both lie within bounds.
   *
   * @param lower n, −∞ for none; not modified
   * @param upper n, ∞ for none; not modified
   */
  public TransitionMemory within(double[] lower, double[] upper) {
    Require.length(lower, stateSize, "lower bounds");
    Require.length(upper, stateSize, "upper bounds");
    double[][] inside = Arrays.stream(rows)
        .filter(row ->
            isWithin(row, 0, lower, upper) && isWithin(row, stateSize + inputSize, lower, upper))
        .toArray(double[][]::new);
    return new TransitionMemory(inside, inputSize, firstStateVariance, knowsFirstState);
  }

  private static boolean isWithin(double[] row, int from, double[] lower, double[] upper) {
    for (int i = 0; i < lower.length; i++) {
      double value = row[from + i];
      if (value < lower[i] || value > upper[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same transitions in an order in which those near a path are the newest: one for each point
   * of the path in turn, the nearest that is left, until there are so many.
   *
   * @param path states, at least one, of n×1; not modified
   * @param count how many are to be taken along the path; all, if there are no more
   */
  public TransitionMemory alongLast(DMatrixRMaj[] path, int count) {
    int[] order = new PathOrder(rows, stateSize).order(path, count);
    double[][] ordered = new double[rows.length][];
    Arrays.setAll(ordered, i -> rows[order[i]]);
    return new TransitionMemory(ordered, inputSize, firstStateVariance, knowsFirstState);
  }

  /** Number of transitions. */
  public int size() {
    return rows.length;
  }

  /** n. */
  public int stateSize() {
    return stateSize;
  }

  /** m. */
  public int inputSize() {
    return inputSize;
  }

  /** A copy of all transitions (x, u, x'), one per row, oldest batch first, steps in order. */
  public DMatrixRMaj points() {
    return new DMatrixRMaj(rows);
  }

  double[][] rows() {
    return rows;
  }

  /**
   * What it knows of first states: how they spread within a batch, not where they are.
   *
   * @param strength as how many first states the spread counts
   */
  NormalInverseWishart initialState(double strength) {
    if (!knowsFirstState) {
      return NormalInverseWishart.flat(stateSize, 0);
    }
    DMatrixRMaj scatter = new DMatrixRMaj(stateSize, stateSize);
    for (int r = 0; r < stateSize; r++) {
      scatter.set(r, r, strength * firstStateVariance[r]);
    }
    return new NormalInverseWishart(new DMatrixRMaj(stateSize, 1), scatter, 0, strength);
  }

  /** Pools the variance of first states within batches. */
  private static final class FirstStates {

    private final double[] squares;
    private int freedom;

    FirstStates(int n) {
      squares = new double[n];
    }

    void add(TrajectoryBatch batch) {
      freedom += batch.size() - 1;
      for (int r = 0; r < squares.length; r++) {
        double mean = 0;
        for (Trajectory trajectory : batch.trajectories()) {
          mean += trajectory.state(0, r) / batch.size();
        }
        for (Trajectory trajectory : batch.trajectories()) {
          double deviation = trajectory.state(0, r) - mean;
          squares[r] += deviation * deviation;
        }
      }
    }

    double[] variance() {
      double[] variance = squares.clone();
      for (int r = 0; r < variance.length; r++) {
        variance[r] /= Math.max(freedom, 1);
      }
      return variance;
    }
  }
}

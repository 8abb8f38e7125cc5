package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The points that enter the fit of one step, as their mean and their deviations from it. The step's
 * own come first, then neighbours'. Refilled for each step; allocates nothing after construction.
 */
final class StepPoints {

  /** Deviations (x', x, u), a point per row, and a row for {@link #addDistanceTo}. */
  final double[][] deviations;

  /** The same, each times its weight. */
  final double[][] weighted;

  /** Σ w d² of each variable. */
  final double[] squares;

  /** As how many points each one counts. */
  final double[] weights;

  /** Of (x', x, u). */
  final double[] mean;

  /** The step's own points as (x, u, x'), one per row. */
  final DMatrixRMaj own;

  int count;
  double totalWeight;

  private final Products products;
  private final FitSettings settings;
  private final int n;
  private final double[] shares;
  private final double[] zero;
  private TrajectoryBatch batch;
  private double[] trajectoryWeights = {};

  /**
   * @param like of the same n and m, and of at least as many trajectories as any batch to come
   */
  StepPoints(Products products, FitSettings settings, TrajectoryBatch like) {
    this.products = products;
    this.settings = settings;
    batch = like;
    n = like.stateSize();
    int size = 2 * n + like.inputSize();
    int capacity = like.size() * (2 * settings.poolingHalfWidth() + 1);
    deviations = Rows.padded(capacity + 1, size);
    weighted = Rows.padded(capacity + 1, size);
    squares = Rows.padded(size);
    weights = new double[capacity];
    shares = new double[capacity];
    mean = Rows.padded(size);
    zero = Rows.padded(size);
    own = new DMatrixRMaj(like.size(), size);
  }

  /** Says what points are of. */
  void begin(TrajectoryBatch batch, double[] weights) {
    this.batch = batch;
    trajectoryWeights = weights;
  }

  /** Takes the points of step t and of the steps that are pooled with it. */
  void gather(int t) {
    count = 0;
    totalWeight = 0;
    gather(t, 1);
    copyOwn();
    double decay = 1;
    for (int k = 1; k <= settings.poolingHalfWidth(); k++) {
      decay *= settings.poolingDecay();
      if (t - k >= 0) {
        gather(t - k, decay);
      }
      if (t + k < batch.steps()) {
        gather(t + k, decay);
      }
    }
    centre();
  }

  /** Leaves out what was not observed, unless nothing was. */
  private void gather(int t, double scale) {
    boolean any = false;
    for (int i = 0; i < batch.size(); i++) {
      any |= Transitions.isObserved(batch.get(i), t);
    }
    for (int i = 0; i < batch.size(); i++) {
      Trajectory trajectory = batch.get(i);
      if (any && !Transitions.isObserved(trajectory, t)) {
        continue;
      }
      double[] point = deviations[count];
      trajectory.copyState(t + 1, point, 0);
      trajectory.copyState(t, point, n);
      trajectory.copyApplied(t, point, 2 * n);
      weights[count] = trajectoryWeights[i] * scale;
      totalWeight += weights[count];
      count++;
    }
  }

  private void copyOwn() {
    int size = own.numCols;
    own.reshape(count, size);
    for (int i = 0; i < count; i++) {
      System.arraycopy(deviations[i], n, own.data, i * size, size - n);
      System.arraycopy(deviations[i], 0, own.data, (i + 1) * size - n, n);
    }
  }

  private void centre() {
    for (int i = 0; i < count; i++) {
      shares[i] = weights[i] / totalWeight;
    }
    products.combine(zero, shares, deviations, count, mean);
    Arrays.fill(squares, 0);
    for (int i = 0; i < count; i++) {
      double[] row = deviations[i];
      for (int j = 0; j < row.length; j++) {
        row[j] -= mean[j];
      }
      weigh(row, weights[i], weighted[i]);
    }
  }

  private void weigh(double[] row, double weight, double[] out) {
    for (int j = 0; j < out.length; j++) {
      out[j] = weight * row[j];
      squares[j] += out[j] * row[j];
    }
  }

  /**
   * Adds the distance of the mean from a prior's as a last deviation.
   *
   * @param meanWeight as how many points the prior's mean counts
   */
  void addDistanceTo(double[] priorMean, double meanWeight) {
    double[] row = deviations[count];
    for (int j = 0; j < row.length; j++) {
      row[j] = mean[j] - priorMean[j];
    }
    weigh(row, totalWeight * meanWeight / (totalWeight + meanWeight), weighted[count]);
  }

  /** Makes a variable one that does not vary. */
  void leaveOut(int variable) {
    for (int i = 0; i <= count; i++) {
      deviations[i][variable] = 0;
      weighted[i][variable] = 0;
    }
    squares[variable] = 0;
  }
}

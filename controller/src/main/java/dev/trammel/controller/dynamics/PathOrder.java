package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Orders transitions by whether they begin near a path, in units of how states spread. */
final class PathOrder {

  private final double[][] rows;
  private final int stateSize;
  private final double[] weights;

  /**
   * @param rows transitions, (x, u, x'); not modified
   */
  PathOrder(double[][] rows, int stateSize) {
    this.rows = rows;
    this.stateSize = stateSize;
    weights = new double[stateSize];
    for (int i = 0; i < stateSize; i++) {
      double variance = variance(i);
      weights[i] = variance > 0 ? 1 / variance : 0;
    }
  }

  private double variance(int entry) {
    double mean = 0;
    for (double[] row : rows) {
      mean += row[entry] / rows.length;
    }
    double variance = 0;
    for (double[] row : rows) {
      variance += (row[entry] - mean) * (row[entry] - mean) / rows.length;
    }
    return variance;
  }

  /**
   * Indices of all transitions: first the others in their order, then those along the path.
   *
   * @param path states of n×1, at least one; not modified
   */
  int[] order(DMatrixRMaj[] path, int count) {
    Require.atLeast(path.length, 1, "states of a path");
    int wanted = Math.min(count, rows.length);
    boolean[] taken = new boolean[rows.length];
    int[] order = new int[rows.length];
    double[][] distances = new double[path.length][];
    for (int i = 0; i < wanted; i++) {
      int at = i % path.length;
      if (distances[at] == null) {
        distances[at] = distances(path[at]);
      }
      int nearest = nearest(distances[at], taken);
      taken[nearest] = true;
      order[rows.length - 1 - i] = nearest;
    }
    int next = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!taken[i]) {
        order[next++] = i;
      }
    }
    return order;
  }

  private double[] distances(DMatrixRMaj state) {
    Require.shape(state, stateSize, 1, "state of a path");
    double[] distances = new double[rows.length];
    Arrays.setAll(distances, i -> {
      double sum = 0;
      for (int k = 0; k < stateSize; k++) {
        double difference = rows[i][k] - state.data[k];
        sum += weights[k] * difference * difference;
      }
      return sum;
    });
    return distances;
  }

  private static int nearest(double[] distances, boolean[] taken) {
    int best = -1;
    for (int i = 0; i < distances.length; i++) {
      if (!taken[i] && (best < 0 || distances[i] < distances[best])) {
        best = i;
      }
    }
    return best;
  }
}

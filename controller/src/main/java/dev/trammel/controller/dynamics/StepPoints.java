package dev.trammel.controller.dynamics;

import java.util.Arrays;

/**
 * The points that enter the fit of one step, in rows (x, u, x'). The step's own come first, then
 * neighbours'. Refilled for each step.
 */
final class StepPoints {

  final double[][] rows;
  final double[] weights;
  int own;
  int count;

  StepPoints(int capacity, int size) {
    rows = new double[capacity][size];
    weights = new double[capacity];
  }

  double totalWeight() {
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += weights[i];
    }
    return total;
  }

  /** Weighted mean into {@code mean}; returns the sum of weights. */
  double mean(double[] mean) {
    Arrays.fill(mean, 0);
    double total = totalWeight();
    for (int i = 0; i < count; i++) {
      for (int r = 0; r < mean.length; r++) {
        mean[r] += weights[i] * rows[i][r];
      }
    }
    for (int r = 0; r < mean.length; r++) {
      mean[r] /= total;
    }
    return total;
  }
}

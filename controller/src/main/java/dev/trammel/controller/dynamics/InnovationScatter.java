package dev.trammel.controller.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Forgotten sum of squared innovations, and as how many they count. A mutable workspace. */
final class InnovationScatter {

  private final double[][] squares;
  private double count;

  InnovationScatter(int n) {
    squares = new double[n][n];
  }

  void clear() {
    for (int i = 0; i < squares.length; i++) {
      Arrays.fill(squares[i], 0);
    }
    count = 0;
  }

  /**
   * S = λS + v eeᵀ, N = λN + w.
   *
   * @param e n; not modified
   */
  void add(double lambda, double v, double[] e, double w) {
    for (int i = 0; i < squares.length; i++) {
      double[] row = squares[i];
      double scaled = v * e[i];
      for (int j = 0; j < row.length; j++) {
        row[j] = lambda * row[j] + scaled * e[j];
      }
    }
    count = lambda * count + w;
  }

  /** (νW + S)/(ν + N). */
  void covariance(double strength, DMatrixRMaj model, DMatrixRMaj out) {
    int n = squares.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = strength * model.data[i * n + j] + squares[i][j];
        out.data[i * n + j] = sum / (strength + count);
      }
    }
  }

  double count() {
    return count;
  }
}

package dev.trammel.controller.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What is added to a model of the next state: γ(B(x, u) + b), in the units of x and u, row by row as
 * far as it is believed. A mutable workspace.
 */
final class Correction {

  private final int n;
  private final int q;
  private final RegressorScale scale;
  private final double[][] slopes;
  private final double[] offset;

  /** γ, 0 … 1. */
  final double[] beliefs;

  Correction(RegressorScale scale) {
    this.scale = scale;
    n = scale.stateSize();
    q = n + scale.inputSize();
    slopes = new double[n][q];
    offset = new double[n];
    beliefs = new double[n];
  }

  void clear() {
    for (int i = 0; i < n; i++) {
      Arrays.fill(slopes[i], 0);
    }
    Arrays.fill(offset, 0);
    Arrays.fill(beliefs, 0);
  }

  /**
   * Sets row i.
   *
   * @param belief γᵢ
   * @param coefficients of the scaled entries of (x, u) and of 1; not modified
   */
  void set(int i, double belief, double[] coefficients) {
    beliefs[i] = belief;
    double constant = coefficients[q];
    for (int j = 0; j < q; j++) {
      double slope = coefficients[j] / scale.spread(j);
      constant -= slope * scale.centre(j);
      slopes[i][j] = belief * slope;
    }
    offset[i] = belief * constant;
  }

  void addTo(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    for (int i = 0; i < n; i++) {
      double[] row = slopes[i];
      double sum = offset[i];
      for (int j = 0; j < n; j++) {
        sum += row[j] * x.data[j];
      }
      for (int j = n; j < q; j++) {
        sum += row[j] * u.data[j - n];
      }
      next.data[i] += sum;
    }
  }

  void addToModel(DMatrixRMaj F, DMatrixRMaj f) {
    for (int i = 0; i < n; i++) {
      double[] row = slopes[i];
      for (int j = 0; j < q; j++) {
        F.data[i * q + j] += row[j];
      }
      f.data[i] += offset[i];
    }
  }
}

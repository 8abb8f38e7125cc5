package dev.trammel.controller.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What is added to a model of the next state: β b₀ + γ(B(x, u) + b − b₀), in the units of x and u,
 * row by row as far as it is believed; b₀ is the offset that there is without slopes. A mutable
 * workspace.
 */
final class Correction {

  private final int n;
  private final int q;
  private final RegressorScale scale;
  private final double[][] slopes;
  private final double[] offset;

  /** β, 0 … 1. */
  final double[] offsetBeliefs;

  /** γ, 0 … 1. */
  final double[] slopeBeliefs;

  Correction(RegressorScale scale) {
    this.scale = scale;
    n = scale.stateSize();
    q = n + scale.inputSize();
    slopes = new double[n][q];
    offset = new double[n];
    offsetBeliefs = new double[n];
    slopeBeliefs = new double[n];
  }

  void clear() {
    for (int i = 0; i < n; i++) {
      Arrays.fill(slopes[i], 0);
    }
    Arrays.fill(offset, 0);
    Arrays.fill(offsetBeliefs, 0);
    Arrays.fill(slopeBeliefs, 0);
  }

  /**
   * Says how far row i is believed.
   *
   * @param offset βᵢ
   * @param slopes γᵢ
   */
  void believe(int i, double offset, double slopes) {
    offsetBeliefs[i] = offset;
    slopeBeliefs[i] = slopes;
  }

  /**
   * Sets row i, of which it was said how far it is believed.
   *
   * @param alone the offset that there is without slopes
   * @param coefficients of the scaled entries of (x, u) and of 1; not modified
   */
  void set(int i, double alone, double[] coefficients) {
    double belief = slopeBeliefs[i];
    double constant = coefficients[q] - alone;
    for (int j = 0; j < q; j++) {
      double slope = coefficients[j] / scale.spread(j);
      constant -= slope * scale.centre(j);
      slopes[i][j] = belief * slope;
    }
    offset[i] = offsetBeliefs[i] * alone + belief * constant;
  }

  /**
   * The variance of row i, as far as it is believed, in units of the noise.
   *
   * @param ofOffset that of an offset without slopes
   * @param ofSlopes what they add
   */
  double variance(int i, double ofOffset, double ofSlopes) {
    double beta = offsetBeliefs[i];
    double gamma = slopeBeliefs[i];
    return beta * beta * ofOffset + gamma * gamma * ofSlopes;
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

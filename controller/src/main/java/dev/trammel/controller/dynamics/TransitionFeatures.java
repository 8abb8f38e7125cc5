package dev.trammel.controller.dynamics;

import java.util.Arrays;

/**
 * What a regression sees of (x, u): sine and cosine of an angle, every other entry less its mean
 * over the memory and divided by its spread. Immutable.
 */
final class TransitionFeatures {

  /** The spread of a sine over all angles, nearly. */
  private static final double SINE_SPREAD = 0.7;

  /** Spread, as a part of 1 + |mean|, below which an entry counts as constant. */
  private static final double CONSTANT = 1e-9;

  /** d: one for each entry of (x, u) and one more for each angle. */
  final int size;

  /** n+m each, not to be modified. */
  final boolean[] angles;

  final double[] means;
  final double[] spreads;

  /** Keeps its arguments, n+m each. */
  TransitionFeatures(boolean[] angles, double[] means, double[] spreads) {
    this.angles = angles;
    this.means = means;
    this.spreads = spreads;
    int count = angles.length;
    for (boolean angle : angles) {
      count += angle ? 1 : 0;
    }
    size = count;
  }

  /**
   * @param rows transitions (x, u, x'), at least one; not modified
   * @param stateAngles n, whether an entry of x is an angle; not modified
   * @param inputs m
   */
  static TransitionFeatures of(double[][] rows, boolean[] stateAngles, int inputs) {
    boolean[] angles = Arrays.copyOf(stateAngles, stateAngles.length + inputs);
    double[] means = new double[angles.length];
    double[] spreads = new double[angles.length];
    for (int j = 0; j < angles.length; j++) {
      for (double[] row : rows) {
        means[j] += row[j] / rows.length;
      }
      double variance = 0;
      for (double[] row : rows) {
        variance += (row[j] - means[j]) * (row[j] - means[j]) / rows.length;
      }
      double spread = Math.sqrt(variance);
      spreads[j] = spread > CONSTANT * (1 + Math.abs(means[j])) ? spread : 1;
    }
    return new TransitionFeatures(angles, means, spreads);
  }

  /**
   * @param point starts with (x, u); not modified
   * @param z d; modified
   */
  void evaluate(double[] point, double[] z) {
    int k = 0;
    for (int j = 0; j < angles.length; j++) {
      if (angles[j]) {
        z[k++] = StrictMath.sin(point[j]) / SINE_SPREAD;
        z[k++] = StrictMath.cos(point[j]) / SINE_SPREAD;
      } else {
        z[k++] = (point[j] - means[j]) / spreads[j];
      }
    }
  }

  /** Features of many points: d rows, a column for each. */
  double[][] evaluate(double[][] points) {
    double[][] features = new double[size][points.length];
    double[] z = new double[size];
    for (int i = 0; i < points.length; i++) {
      evaluate(points[i], z);
      for (int k = 0; k < size; k++) {
        features[k][i] = z[k];
      }
    }
    return features;
  }

  /**
   * The derivative with respect to (x, u) from that with respect to the features.
   *
   * @param z d, the features there; not modified
   * @param gradient d; not modified
   * @param out receives n+m entries from {@code offset} on
   */
  void pullBack(double[] z, double[] gradient, double[] out, int offset) {
    int k = 0;
    for (int j = 0; j < angles.length; j++) {
      if (angles[j]) {
        // d sin = cos, d cos = −sin, both scaled alike
        out[offset + j] = gradient[k] * z[k + 1] - gradient[k + 1] * z[k];
        k += 2;
      } else {
        out[offset + j] = gradient[k] / spreads[j];
        k++;
      }
    }
  }
}

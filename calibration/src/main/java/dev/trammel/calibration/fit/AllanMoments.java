package dev.trammel.calibration.fit;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What the overlapping Allan variances of sampled noise are on average, and how they vary together:
 *
 * <pre>
 *   E v_j = Σ θ_c v_jc                              θ_c variance of component c
 *   cov(v_j, v_k) = 2/N · 1/π ∫ H_j H_k S² dω       H_j = 2 sin⁴(m_j ω/2) / (m_j² sin²(ω/2))
 *   S   spectrum of the whole, ω from 0 to π per reading;   N differences that both are means of
 * </pre>
 *
 * <p>(Percival and Walden, Wavelet Methods for Time Series Analysis, 2000, §8.3, for Haar's wavelet.)
 * Readings are of one instant each, not means over a period.
 */
final class AllanMoments {

  /** White noise, drift, random walk. */
  static final int COMPONENTS = 3;

  private final int readings;
  private final double period;
  private final int[] m;
  private final double[] cosine;
  private final double[][] gain;

  /**
   * @param points of the Allan deviation that are looked at
   * @param readings that it is of
   * @param period of them [s]
   */
  AllanMoments(List<AllanDeviation.Point> points, int readings, double period) {
    this.readings = readings;
    this.period = period;
    m = points.stream().mapToInt(point -> (int) Math.rint(point.tau() / period)).toArray();
    int frequencies = readings / 2;
    cosine = new double[frequencies];
    gain = new double[m.length][frequencies];
    for (int i = 0; i < frequencies; i++) {
      double omega = Math.PI * (i + 0.5) / frequencies;
      cosine[i] = Math.cos(omega);
      double below = Math.sin(omega / 2);
      for (int j = 0; j < m.length; j++) {
        double above = Math.sin(m[j] * omega / 2);
        gain[j][i] = 2 * Math.pow(above * above / (m[j] * below), 2);
      }
    }
  }

  int size() {
    return m.length;
  }

  /** v_jc for a variance of 1 of each component: points × components. */
  DMatrixRMaj means(DriftShape shape) {
    DMatrixRMaj A = new DMatrixRMaj(m.length, COMPONENTS);
    for (int j = 0; j < m.length; j++) {
      A.set(j, 0, 1.0 / m[j]);
      for (double time : shape.times()) {
        A.add(j, 1, shape.variance() * markov(m[j], period / time));
      }
      A.set(j, 2, period * (2.0 * m[j] * m[j] + 1) / (6.0 * m[j]));
    }
    return A;
  }

  /** 2 (V_m − V_2m), V the variance of a mean of so many. */
  private static double markov(int m, double decay) {
    return 2 * (ofMean(m, decay) - ofMean(2 * m, decay));
  }

  /** (m (1 + a)/(1 − a) − 2a (1 − aᵐ)/(1 − a)²) / m². */
  private static double ofMean(int m, double decay) {
    double a = Math.exp(-decay);
    double rest = -Math.expm1(-decay);
    double forgotten = -Math.expm1(-decay * m);
    return (m * (1 + a) / rest - 2 * a * forgotten / (rest * rest)) / ((double) m * m);
  }

  /** How all points vary together where the components have these variances. */
  DMatrixRMaj covariance(double[] theta, DriftShape shape) {
    double[] square = spectrum(theta, shape);
    for (int i = 0; i < square.length; i++) {
      square[i] *= square[i];
    }
    DMatrixRMaj C = new DMatrixRMaj(m.length, m.length);
    for (int j = 0; j < m.length; j++) {
      for (int k = 0; k <= j; k++) {
        double sum = 0;
        for (int i = 0; i < square.length; i++) {
          sum += gain[j][i] * gain[k][i] * square[i];
        }
        double value = 2 * sum / square.length / (readings - 2 * m[j] + 1);
        C.set(j, k, value);
        C.set(k, j, value);
      }
    }
    return C;
  }

  private double[] spectrum(double[] theta, DriftShape shape) {
    double[] spectrum = new double[cosine.length];
    for (int i = 0; i < spectrum.length; i++) {
      spectrum[i] = theta[0] + theta[2] * period / (2 - 2 * cosine[i]);
    }
    if (theta[1] == 0) {
      return spectrum;
    }
    for (double time : shape.times()) {
      double a = Math.exp(-period / time);
      double size = theta[1] * shape.variance() * -Math.expm1(-2 * period / time);
      for (int i = 0; i < spectrum.length; i++) {
        spectrum[i] += size / (1 - 2 * a * cosine[i] + a * a);
      }
    }
    return spectrum;
  }
}

package dev.trammel.calibration.fit;

/**
 * Estimates how a drift went from readings of it, by Kalman's filter and the smoother of Koopman
 * (Disturbance smoother for state space models, 1993):
 *
 * <pre>
 *   α_c ← a_c α_c + noise of variance s_c,   z = Σ α_c,   y = z + noise of variance r
 *   d  components α: Gauss-Markov processes, and a random walk that may begin anywhere
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class DriftSmoother {

  private final int d;
  private final double[] keep;
  private final double[] add;
  private final double[] mean;
  private final double[] P;
  private final double[] M;
  private final double[][] gains;
  private final double[] innovation;
  private final double[] variance;
  private final double[] first;

  /** @param length of what is read */
  DriftSmoother(int components, int length) {
    d = components;
    keep = new double[d];
    add = new double[d];
    first = new double[d];
    mean = new double[d];
    P = new double[d * d];
    M = new double[d];
    gains = new double[length][d];
    innovation = new double[length];
    variance = new double[length];
  }

  /**
   * Sets what kind of drift it is.
   *
   * @param size of the drift, in units of its shape
   * @param walk variance of the random walk's steps
   * @param anywhere variance of where it begins
   * @param step between readings [s]
   */
  void set(DriftShape shape, double size, double walk, double anywhere, double step) {
    double[] times = shape.times();
    for (int c = 0; c < d - 1; c++) {
      double stationary = size * size * shape.variance();
      keep[c] = Math.exp(-step / times[c]);
      add[c] = stationary * -Math.expm1(-2 * step / times[c]);
      first[c] = stationary;
    }
    keep[d - 1] = 1;
    add[d - 1] = walk;
    first[d - 1] = anywhere;
  }

  /**
   * The likeliest drift.
   *
   * @param y readings; not modified
   * @param r variances of their noise; not modified
   * @param z receives the drift; modified
   * @return log likelihood of the readings
   */
  double smooth(double[] y, double[] r, double[] z) {
    double likelihood = filter(y, r);
    double[] back = new double[d];
    for (int t = y.length - 1; t >= 0; t--) {
      double[] K = gains[t];
      // e = v/F − Kᵀ r,  r ← e Z + Tᵀ r,  for gains K before the step
      double e = innovation[t] / variance[t];
      for (int c = 0; c < d; c++) {
        e -= keep[c] * K[c] * back[c];
      }
      z[t] = y[t] - r[t] * e;
      for (int c = 0; c < d; c++) {
        back[c] = e + keep[c] * back[c];
      }
    }
    return likelihood;
  }

  private double filter(double[] y, double[] r) {
    begin();
    double likelihood = 0;
    for (int t = 0; t < y.length; t++) {
      double predicted = 0;
      double F = r[t];
      for (int i = 0; i < d; i++) {
        predicted += mean[i];
        M[i] = 0;
        for (int j = 0; j < d; j++) {
          M[i] += P[i * d + j];
        }
        F += M[i];
      }
      double v = y[t] - predicted;
      innovation[t] = v;
      variance[t] = F;
      likelihood -= 0.5 * (Math.log(2 * Math.PI * F) + v * v / F);
      for (int i = 0; i < d; i++) {
        double K = M[i] / F;
        gains[t][i] = K;
        mean[i] = keep[i] * (mean[i] + K * v);
        for (int j = 0; j <= i; j++) {
          double next = keep[i] * keep[j] * (P[i * d + j] - K * M[j]);
          P[i * d + j] = next;
          P[j * d + i] = next;
        }
        P[i * d + i] += add[i];
      }
    }
    return likelihood;
  }

  private void begin() {
    for (int i = 0; i < d; i++) {
      mean[i] = 0;
      for (int j = 0; j < d; j++) {
        P[i * d + j] = i == j ? first[i] : 0;
      }
    }
  }
}

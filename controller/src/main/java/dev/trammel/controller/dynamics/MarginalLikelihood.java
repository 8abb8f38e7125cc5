package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;

/**
 * What hyperparameters are judged by: the negative log marginal likelihood of all outputs together
 * and weak priors, with its gradient (Rasmussen &amp; Williams 2006, equations 5.8 and 5.9).
 *
 * <pre>
 *   R    N×N  correlations exp(−½ Σₖ (zₖ − zₖ')²/ℓₖ²), one matrix for all outputs
 *   Kₒ   N×N  sₒ² (R + 10⁻⁶ I) + σₒ² I, an output's covariance
 *   αₒ   N    Kₒ⁻¹ yₒ
 *   W    N×N  Σₒ sₒ² (Kₒ⁻¹ − αₒ αₒᵀ): the gradient with respect to R, twice
 * </pre>
 *
 * <p>{@link #evaluate} allocates next to nothing. Not thread-safe.
 */
final class MarginalLikelihood {

  /** Part of the signal's variance that is added to the diagonal. */
  static final double JITTER = 1e-6;

  private static final double LOG_2_PI = StrictMath.log(2 * Math.PI);
  private static final double USUAL_LENGTH = StrictMath.log(3);
  private static final double USUAL_NOISE = StrictMath.log(0.05);

  /** Of a length scale's logarithm. */
  private static final double LENGTH_SPREAD = 1;

  /** Of a signal's and a noise's logarithm. */
  private static final double DEVIATION_SPREAD = 2;

  private final int d;
  private final int n;
  private final int N;
  private final double[][] features;
  private final double[][] targets;
  private final double[][] scaled;
  private final double[] z;
  private final double[][] R;
  private final double[][] V;
  private final double[][] W;
  private final double[] alpha;
  private final double[] work;
  private final UpperFactor factor;

  /**
   * @param features d rows of N points, standardised; not modified
   * @param targets n rows of N outputs, standardised; not modified
   */
  MarginalLikelihood(double[][] features, double[][] targets) {
    this.features = features;
    this.targets = targets;
    d = features.length;
    n = targets.length;
    N = targets[0].length;
    scaled = new double[d][N];
    z = new double[d];
    R = new double[N][N];
    V = new double[N][N];
    W = new double[N][N];
    alpha = new double[N];
    work = new double[N];
    factor = new UpperFactor(N);
  }

  /**
   * @param logs d+2n, as in {@link Hyperparameters}; not modified
   * @param gradient d+2n; receives the derivatives
   * @return what is to be minimised, NaN if a covariance is not positive definite
   */
  double evaluate(double[] logs, double[] gradient) {
    Hyperparameters at = new Hyperparameters(d, n, logs);
    Arrays.fill(gradient, 0);
    correlate(at);
    for (double[] row : W) {
      Arrays.fill(row, 0);
    }
    double value = 0;
    for (int o = 0; o < n; o++) {
      value += addOutput(at, o, gradient);
    }
    addLengthGradient(gradient);
    return value + addPriors(logs, gradient);
  }

  private void correlate(Hyperparameters at) {
    at.scale(features, scaled);
    for (int i = 0; i < N; i++) {
      for (int k = 0; k < d; k++) {
        z[k] = scaled[k][i];
      }
      SquaredExponential.correlate(scaled, z, i, work, R[i]);
    }
  }

  private double addOutput(Hyperparameters at, int o, double[] gradient) {
    double signal = at.signalVariance(o);
    double noise = at.noiseVariance(o);
    double[] y = targets[o];
    if (!factorise(signal, noise)) {
      return Double.NaN;
    }
    System.arraycopy(y, 0, alpha, 0, N);
    factor.solve(alpha);
    factor.invertTransposed(V);
    // tr(K⁻¹ − ααᵀ)
    double trace = factor.addSquare(signal, V, W) - Rows.dot(alpha, alpha, 0, N);
    addOuterProduct(-signal);
    double fit = Rows.dot(alpha, y, 0, N);
    // ∂K/∂log s = 2 (K − σ² I), ∂K/∂log σ = 2 σ² I
    gradient[d + o] = N - fit - noise * trace;
    gradient[d + n + o] = noise * trace;
    return 0.5 * (fit + factor.logDeterminant() + N * LOG_2_PI);
  }

  private boolean factorise(double signal, double noise) {
    for (int i = 0; i < N; i++) {
      double[] row = factor.rows[i];
      double[] correlations = R[i];
      for (int j = i; j < N; j++) {
        row[j] = signal * correlations[j];
      }
      row[i] += JITTER * signal + noise;
    }
    return factor.factorise();
  }

  /** W += weight · ααᵀ, its lower triangle. */
  private void addOuterProduct(double weight) {
    for (int i = 0; i < N; i++) {
      double[] row = W[i];
      double left = weight * alpha[i];
      for (int j = 0; j <= i; j++) {
        row[j] += left * alpha[j];
      }
    }
  }

  /** Σ over i &gt; j of W ∘ R ∘ (zₖ − zₖ')²/ℓₖ²; scaled features hold the half of that square. */
  private void addLengthGradient(double[] gradient) {
    for (int i = 1; i < N; i++) {
      for (int j = 0; j < i; j++) {
        work[j] = W[i][j] * R[j][i];
      }
      for (int k = 0; k < d; k++) {
        gradient[k] += 2 * weightedSquares(scaled[k], scaled[k][i], i);
      }
    }
  }

  private double weightedSquares(double[] row, double z, int count) {
    double even = 0;
    double odd = 0;
    int j = 0;
    for (; j + 1 < count; j += 2) {
      double first = row[j] - z;
      double second = row[j + 1] - z;
      even += work[j] * (first * first);
      odd += work[j + 1] * (second * second);
    }
    if (j < count) {
      even += work[j] * (row[j] - z) * (row[j] - z);
    }
    return even + odd;
  }

  private double addPriors(double[] logs, double[] gradient) {
    double value = 0;
    for (int k = 0; k < logs.length; k++) {
      double usual = k < d ? USUAL_LENGTH : k < d + n ? 0 : USUAL_NOISE;
      double spread = k < d ? LENGTH_SPREAD : DEVIATION_SPREAD;
      double deviation = (logs[k] - usual) / spread;
      value += 0.5 * deviation * deviation;
      gradient[k] += deviation / spread;
    }
    return value;
  }
}

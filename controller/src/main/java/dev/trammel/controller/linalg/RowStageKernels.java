package dev.trammel.controller.linalg;

import java.util.Arrays;

/**
 * {@link StageKernels} as combinations of rows.
 *
 * <pre>
 *   VF  n×(n+m)  next cost-to-go times dynamics     Q, q  action value, lower triangle
 *   Qu  m×(n+m)  Q's rows of the inputs             G     m×m  −Quu⁻¹
 *   M   n×(n+m)  (A + BK, B)                        Mt    n×n  (A + BK)ᵀ
 *   Z   (n+m)×n  diag(Σ, C) Mᵀ                      Bt    m×n  Bᵀ
 *   Delta, delta  difference of two policies</pre>
 */
final class RowStageKernels implements StageKernels {

  private final int n;
  private final int m;
  private final int size;

  private final double[][] VF;
  private final double[][] Q;
  private final double[][] Qu;
  private final double[] q;
  private final double[] costate;
  private final double[][] G;
  private final double[] diagonal;
  private final double[] weights;

  private final double[][] M;
  private final double[][] Mt;
  private final double[][] Z;
  private final double[][] Bt;
  private final double[][] Delta;
  private final double[] delta;
  private final double[] left;
  private final double[] right;

  RowStageKernels(int stateSize, int inputSize) {
    n = stateSize;
    m = inputSize;
    size = n + m;
    VF = new double[n][size];
    Q = new double[size][size];
    Qu = Arrays.copyOfRange(Q, n, size);
    q = new double[size];
    costate = new double[n];
    G = new double[m][m];
    diagonal = new double[m];
    weights = new double[m];
    M = new double[n][size];
    Mt = new double[n][n];
    Z = new double[size][n];
    Bt = new double[m][];
    Delta = new double[m][n];
    delta = new double[m];
    left = new double[n];
    right = new double[n];
  }

  @Override
  public boolean backward(Stage stage, QuadraticRows next) {
    loadCost(stage);
    addNextValue(stage.dynamics, next);
    if (!solvePolicy(stage)) {
      return false;
    }
    backUpValue(stage);
    return true;
  }

  private void loadCost(Stage stage) {
    // Q = C + ηP,  q = c + ηp
    double eta = stage.priorWeight;
    for (int i = 0; i < size; i++) {
      addScaledTo(stage.cost.hessian[i], eta, stage.prior.hessian[i], Q[i], i + 1);
    }
    addScaledTo(stage.cost.gradient, eta, stage.prior.gradient, q, size);
    for (int i = 0; i < m; i++) {
      Qu[i][n + i] += stage.inputWeight[i];
      q[n + i] += stage.inputPull[i];
    }
  }

  private static void addScaledTo(double[] a, double weight, double[] b, double[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = a[i] + weight * b[i];
    }
  }

  private void addNextValue(AffineRows dynamics, QuadraticRows next) {
    // Q += Fᵀ(VF),  q += Fᵀ(Vf + v)
    double[][] F = dynamics.matrix;
    for (int i = 0; i < n; i++) {
      double[] V = next.hessian[i];
      Arrays.fill(VF[i], 0);
      Rows.addCombination(V, F, n, VF[i], size);
      costate[i] = next.gradient[i] + Rows.dot(V, dynamics.offset, n);
    }
    for (int i = 0; i < size; i++) {
      Rows.addCombination(dynamics.transposed[i], VF, n, Q[i], i + 1);
    }
    Rows.addCombination(costate, F, n, q, size);
  }

  private boolean solvePolicy(Stage stage) {
    loadInputBlock();
    double logDet = sweep(stage, false);
    Rows.mirror(G, m);
    setPolicy(stage);
    logDet += sweep(stage, true);
    if (Double.isNaN(logDet)) {
      return false;
    }
    stage.logDetCovariance = logDet;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        stage.covariance[i][j] = -stage.covarianceScale * G[i][j];
      }
    }
    Rows.mirror(stage.covariance, m);
    return true;
  }

  private void loadInputBlock() {
    for (int i = 0; i < m; i++) {
      double[] row = Q[n + i];
      for (int j = 0; j <= i; j++) {
        G[i][j] = row[n + j];
      }
      diagonal[i] = G[i][i];
    }
  }

  /**
   * Sweeps the pivots of the inputs that are held, or of the others; answers their share in the
   * log-determinant of the covariance.
   */
  private double sweep(Stage stage, boolean held) {
    double logDet = 0;
    double determinant = 1;
    for (int i = 0; i < m; i++) {
      if (stage.held[i] == held) {
        determinant *= stage.covarianceScale / SymmetricInverse.sweep(G, i, diagonal[i], weights);
        if (determinant > 1e100 || determinant < 1e-100) {
          logDet += StrictMath.log(determinant);
          determinant = 1;
        }
      }
    }
    return determinant == 1 ? logDet : logDet + StrictMath.log(determinant);
  }

  private void setPolicy(Stage stage) {
    // K = −Quu⁻¹ Qux,  k = −Quu⁻¹ qu over the inputs that are free
    for (int i = 0; i < m; i++) {
      double[] gain = stage.policy.matrix[i];
      Arrays.fill(gain, 0);
      if (stage.held[i]) {
        stage.policy.offset[i] = stage.heldInput[i];
        continue;
      }
      double offset = 0;
      for (int j = 0; j < m; j++) {
        weights[j] = stage.held[j] ? 0 : G[i][j];
        // −Qff⁻¹Qfh stands in the held columns after the free pivots are swept, sign reversed
        offset += stage.held[j] ? -G[i][j] * stage.heldInput[j] : G[i][j] * q[n + j];
      }
      Rows.addCombination(weights, Qu, m, gain, n);
      stage.policy.offset[i] = offset;
    }
  }

  private void backUpValue(Stage stage) {
    // V = Qxx + Qxu K,  v = qx + Qxu k
    double[][] V = stage.value.hessian;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        weights[j] = Q[n + j][i];
      }
      System.arraycopy(Q[i], 0, V[i], 0, i + 1);
      Rows.addCombination(weights, stage.policy.matrix, m, V[i], i + 1);
    }
    Rows.mirror(V, n);
    System.arraycopy(q, 0, stage.value.gradient, 0, n);
    Rows.addCombination(stage.policy.offset, Qu, m, stage.value.gradient, n);
  }

  @Override
  public void forward(Stage stage, GaussianRows next) {
    propagateMean(stage, next.mean);
    closeLoop(stage);
    propagateCovariance(stage, next.covariance);
  }

  private void propagateMean(Stage stage, double[] next) {
    // u = Kx + k,  x' = Ax + Bu + f
    double[] x = stage.state.mean;
    for (int i = 0; i < m; i++) {
      stage.input[i] = stage.policy.offset[i] + Rows.dot(stage.policy.matrix[i], x, n);
      Bt[i] = stage.dynamics.transposed[n + i];
    }
    System.arraycopy(stage.dynamics.offset, 0, next, 0, n);
    Rows.addCombination(x, stage.dynamics.transposed, n, next, n);
    Rows.addCombination(stage.input, Bt, m, next, n);
  }

  private void closeLoop(Stage stage) {
    // M = (A + BK, B)
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        weights[i] = stage.policy.matrix[i][j];
      }
      System.arraycopy(stage.dynamics.transposed[j], 0, Mt[j], 0, n);
      Rows.addCombination(weights, Bt, m, Mt[j], n);
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(stage.dynamics.matrix[i], 0, M[i], 0, size);
    }
    Rows.transpose(Mt, M);
  }

  private void propagateCovariance(Stage stage, double[][] next) {
    // Z = diag(Σ, C) Mᵀ,  Σ' = W + MZ
    for (int j = 0; j < n; j++) {
      Arrays.fill(Z[j], 0);
      Rows.addCombination(stage.state.covariance[j], Mt, n, Z[j], n);
    }
    for (int j = 0; j < m; j++) {
      Arrays.fill(Z[n + j], 0);
      Rows.addCombination(stage.covariance[j], Bt, m, Z[n + j], n);
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(stage.noise[i], 0, next[i], 0, i + 1);
      Rows.addCombination(M[i], Z, size, next[i], i + 1);
    }
    Rows.mirror(next, n);
  }

  @Override
  public double divergence(Stage stage, PolicyRows other, GaussianRows state) {
    subtract(stage.policy, other.mean, state.mean);
    double sum = other.logDetCovariance - stage.logDetCovariance - m;
    for (int i = 0; i < m; i++) {
      double[] precision = other.precision[i];
      sum += Rows.dot(precision, stage.covariance[i], m);
      sum += delta[i] * Rows.dot(precision, delta, m);
      sum += spread(precision, Delta[i], state.covariance);
    }
    return 0.5 * sum;
  }

  private void subtract(AffineRows policy, AffineRows other, double[] mean) {
    // Δ = K − K₀,  δ = Δx̄ + k − k₀
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        Delta[i][j] = policy.matrix[i][j] - other.matrix[i][j];
      }
      delta[i] = Rows.dot(Delta[i], mean, n) + policy.offset[i] - other.offset[i];
    }
  }

  /** One row's share in tr ΛΔΣΔᵀ. */
  private double spread(double[] precision, double[] difference, double[][] Sigma) {
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
    Rows.addCombination(precision, Delta, m, left, n);
    Rows.addCombination(difference, Sigma, n, right, n);
    return Rows.dot(left, right, n);
  }
}

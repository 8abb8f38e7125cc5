package dev.trammel.controller.linalg;

import java.util.Arrays;

/**
 * The arithmetic of one stage, which is where all time goes. Instances own scratch memory: one per
 * thread. Nothing here allocates.
 *
 * <pre>
 *   VF  n×(n+m)  next cost-to-go times dynamics     Qu, q  action value: rows of the inputs, gradient
 *   G   m×m      −Quu⁻¹                             Et     n×n  (A + BK)ᵀ
 *   Z   (n+m)×n  diag(Σ, C)(A + BK, B)ᵀ             Delta, delta  difference of two policies</pre>
 */
public final class StageKernels {

  private final Products products;
  private final StageScratch scratch;
  private final int n;
  private final int m;

  /** Whether f is a column of F, and V'f one of V'F, at no cost. */
  private final boolean offsetRides;

  private final Shape VFShape;
  private final Shape QuShape;
  private final Shape inputByStateShape;
  private final Shape stateHalfShape;
  private final Shape closedLoopShape;
  private final Shape stateSpreadShape;
  private final Shape weightedGainShape;

  private final double[] q;
  private final double[] qu;
  private final double[] costate;
  private final double[] zero;
  private final double[][] G;
  private final double[] pivots;
  private final HeldInputs heldInputs;

  private final double[][] Z;
  private final double[][] Zx;
  private final double[][] Zu;
  private final double[][] Delta;
  private final double[][] LambdaDelta;
  private final double[][] spread;
  private final double[] delta;

  /**
   * Kernels for stages of n states and m inputs.
   *
   * @param scratch that the stages were made with
   */
  public StageKernels(Products products, int stateSize, int inputSize, StageScratch scratch) {
    this.products = products;
    this.scratch = scratch;
    n = stateSize;
    m = inputSize;
    int size = n + m;
    offsetRides = AffineRows.offsetRides(size);
    VFShape = Shape.full(n, offsetRides ? size + 1 : size, n);
    QuShape = Shape.rows(n, size, size, n);
    inputByStateShape = Shape.full(m, n, m);
    stateHalfShape = Shape.lower(n, size);
    closedLoopShape = Shape.full(n, n, m);
    stateSpreadShape = Shape.full(n, n, n);
    weightedGainShape = Shape.lower(n, m);
    q = Rows.padded(size);
    qu = Rows.padded(m);
    costate = Rows.padded(n);
    zero = Rows.padded(m);
    G = Rows.paddedSquare(m);
    pivots = Rows.padded(m);
    heldInputs = new HeldInputs(products, inputByStateShape, n, m);
    Z = Rows.padded(size, n);
    Zx = Arrays.copyOfRange(Z, 0, n);
    Zu = Arrays.copyOfRange(Z, n, size);
    Delta = Rows.padded(m, n);
    LambdaDelta = Rows.padded(m, n);
    spread = Rows.padded(n, n);
    delta = Rows.padded(m);
  }

  /**
   * One step of the backward recursion: from the next step's cost-to-go to this step's policy and
   * cost-to-go.
   *
   * <pre>
   *   Q = C + ηP + W + FᵀV′F      q = c + ηp + r + Fᵀ(V′f + v′)
   *   K = −Quu⁻¹Qux               k = −Quu⁻¹qu             covariance = s·Quu⁻¹
   *   V = Qxx + QxuK              v = qx + Qxuk</pre>
   *
   * <p>An input that is held has no feedback and its held value as offset; the other inputs' policy
   * is the best one given that. The covariance is that of all inputs, held or not.
   *
   * @param stage reads cost, prior, what is added for inputs, dynamics and what is held; writes
   *     policy, covariance and value
   * @param next the next step's cost-to-go; not modified
   * @return false if Quu is not positive definite: what is written is then undefined
   */
  public boolean backward(Stage stage, QuadraticRows next) {
    expandActionValue(stage, next);
    if (!solvePolicy(stage)) {
      return false;
    }
    backUpValue(stage);
    return true;
  }

  private void expandActionValue(Stage stage, QuadraticRows next) {
    double[][] F = stage.dynamics.matrix;
    // VF;  V'f + v'
    products.multiply(VFShape, next.hessian, F, scratch.VF);
    if (offsetRides) {
      for (int i = 0; i < n; i++) {
        costate[i] = next.gradient[i] + scratch.VF[i][n + m];
      }
    } else {
      products.combine(next.gradient, stage.dynamics.offset, next.hessian, n, costate);
    }
    // Qu = (C + ηP)u + BᵀVF
    stage.stageCost.weight = stage.priorWeight;
    products.add(QuShape, stage.stageCost, F, scratch.VF, scratch.Q);
    // q = c + ηp + Fᵀ(V'f + v')
    products.combine(stageGradient(stage), costate, F, n, q);
    for (int i = 0; i < m; i++) {
      qu[i] = q[n + i] + stage.inputPull[i];
      if (stage.inputWeight[i] != 0) {
        scratch.Qu[i][n + i] += stage.inputWeight[i];
      }
    }
  }

  private double[] stageGradient(Stage stage) {
    if (stage.priorWeight == 0) {
      return stage.cost.gradient;
    }
    double[] c = stage.cost.gradient;
    double[] p = stage.prior.gradient;
    for (int i = 0; i < q.length; i++) {
      q[i] = c[i] + stage.priorWeight * p[i];
    }
    return q;
  }

  private boolean solvePolicy(Stage stage) {
    if (!products.negateInverse(scratch.Qu, n, m, G, pivots)) {
      return false;
    }
    double s = stage.covarianceScale;
    stage.covarianceDeterminant.setQuotients(s, pivots, m);
    for (int i = 0; i < m; i++) {
      double[] row = stage.covariance[i];
      double[] negative = G[i];
      for (int j = 0; j < row.length; j++) {
        row[j] = -s * negative[j];
      }
    }
    if (stage.anyHeld()) {
      return heldInputs.solve(stage, scratch.Qu, qu);
    }
    // K = −Quu⁻¹Qux,  k = −Quu⁻¹qu
    products.multiply(inputByStateShape, G, scratch.Qu, stage.policy.matrix);
    products.combine(zero, qu, G, m, stage.policy.offset);
    return true;
  }

  private void backUpValue(Stage stage) {
    // V = (C + ηP)xx + AᵀVA + QxuK,  v = qx + Qxuk
    double[][] V = stage.value.hessian;
    products.add(stateHalfShape, stage.stageCost, stage.dynamicsAndQu, stage.VFAndGain, V);
    Rows.mirror(V, n);
    products.combine(q, stage.policy.offset, scratch.Qu, m, stage.value.gradient);
  }

  /**
   * One step of the forward recursion: the mean of the input and the next state's marginal.
   *
   * <pre>
   *   u = Kx + k     x′ = F(x, u) + f     Σ′ = (A + BK)Σ(A + BK)ᵀ + B C Bᵀ + W</pre>
   *
   * @param stage reads policy, covariance, dynamics, noise and state; writes input
   * @param next the next state's marginal; modified
   */
  public void forward(Stage stage, GaussianRows next) {
    double[] x = stage.state.mean;
    for (int i = 0; i < m; i++) {
      stage.input[i] = stage.policy.offset[i] + Rows.dot(stage.policy.matrix[i], x, n);
    }
    stage.expect(products, x, stage.input, next.mean);
    // (A + BK)ᵀ = Aᵀ + KᵀBᵀ
    products.add(
        closedLoopShape, stage.transposedDynamics, stage.policy.matrix, stage.Bt, scratch.Et);
    products.multiply(stateSpreadShape, stage.state.covariance, scratch.Et, Zx);
    products.multiply(inputByStateShape, stage.covariance, stage.Bt, Zu);
    products.add(stateHalfShape, stage.noiseBase, stage.closedLoop, Z, next.covariance);
    Rows.mirror(next.covariance, n);
  }

  /**
   * The expected divergence of a stage's policy from another one, over a distribution of states:
   *
   * <pre>  ½ (tr Λ(C + ΔΣΔᵀ + δδᵀ) − m + log det C₀ − log det C),   Δ = K − K₀,  δ = Δx̄ + k − k₀</pre>
   *
   * @param stage reads policy and covariance
   * @param other the policy K₀, k₀, C₀ = Λ⁻¹; not modified
   * @param state the distribution of x; not modified
   * @return E KL(policy ‖ other) [nat]
   */
  public double divergence(Stage stage, PolicyRows other, GaussianRows state) {
    subtract(stage.policy, other.mean, state.mean);
    double sum = other.logDetCovariance - stage.covarianceDeterminant.log() - m;
    for (int i = 0; i < m; i++) {
      sum += Rows.dot(other.precision[i], stage.covariance[i], m);
      sum += delta[i] * Rows.dot(other.precision[i], delta, m);
    }
    // tr ΛΔΣΔᵀ = tr (ΔᵀΛΔ)Σ
    products.multiply(inputByStateShape, other.precision, Delta, LambdaDelta);
    products.multiply(weightedGainShape, Delta, LambdaDelta, spread);
    for (int i = 0; i < n; i++) {
      double[] row = spread[i];
      double[] Sigma = state.covariance[i];
      sum += 2 * Rows.dot(row, Sigma, i) + row[i] * Sigma[i];
    }
    return 0.5 * sum;
  }

  private void subtract(AffineRows policy, AffineRows other, double[] mean) {
    // Δ = K − K₀,  δ = Δx̄ + k − k₀
    for (int i = 0; i < m; i++) {
      double[] row = Delta[i];
      double[] gain = policy.matrix[i];
      double[] otherGain = other.matrix[i];
      for (int j = 0; j < row.length; j++) {
        row[j] = gain[j] - otherGain[j];
      }
      delta[i] = Rows.dot(row, mean, n) + policy.offset[i] - other.offset[i];
    }
  }
}

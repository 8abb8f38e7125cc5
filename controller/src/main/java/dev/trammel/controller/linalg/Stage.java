package dev.trammel.controller.linalg;

import java.util.Arrays;

/**
 * One step of a linear-quadratic-Gaussian problem in the kernels' layout, z = (x, u). Mutable
 * workspace: {@link StageKernels} says what reads and what writes which field.
 */
public final class Stage {

  /** C, c: what the step costs, ½zᵀCz + cᵀz. */
  public final QuadraticRows cost;

  /** P, p: what is added to the cost, times {@link #priorWeight}. */
  public final QuadraticRows prior;

  /** η; the prior is not read where it is zero. */
  public double priorWeight;

  /** w: ½wᵢuᵢ² is added for each input; usually zero. */
  public final double[] inputWeight;

  /** r: rᵢuᵢ is added for each input; usually zero. */
  public final double[] inputPull;

  /** s: the policy's covariance is s·Quu⁻¹. */
  public double covarianceScale = 1;

  /** F, f: the next state's mean is Fz + f. */
  public final AffineRows dynamics;

  /** W, n×n: the covariance of what the dynamics do not explain. */
  public final double[][] noise;

  /** m flags: the input is held at {@link #heldInput} and takes no feedback. */
  public final boolean[] held;

  /** m. */
  public final double[] heldInput;

  /** m×(n+m): where an input is held, its row of Quz; elsewhere undefined. */
  public final double[][] heldSlope;

  /** m: where an input is held, its entry of qu, so that ∂Q/∂u is Quz z + qu; elsewhere undefined. */
  public final double[] heldPull;

  /** K, k: the input's mean is Kx + k. The transpose of K is not kept. */
  public final AffineRows policy;

  /** m×m, both triangles. */
  public final double[][] covariance;

  /** The determinant of {@link #covariance}, as a product that cannot overflow. */
  public final LogProduct covarianceDeterminant = new LogProduct();

  /** V, v: the cost-to-go ½xᵀVx + vᵀx; stages may share it. */
  public QuadraticRows value;

  /** The marginal of x. */
  public final GaussianRows state;

  /** m, the mean of u. */
  public final double[] input;

  /** C + ηP. */
  final Pencil stageCost;

  /** Wₙ. */
  final Pencil noiseBase;

  /** Aᵀ. */
  final Pencil transposedDynamics;

  /** Bᵀ, m×n. */
  final double[][] Bt;

  /** Rows of F, then of Qu: (n+m)×(n+m). */
  final double[][] dynamicsAndQu;

  /** Rows of VF, then of K. */
  final double[][] VFAndGain;

  /** Rows of (A + BK)ᵀ, then of Bᵀ: (n+m)×n. */
  final double[][] closedLoop;

  /**
   * A stage of n states and m inputs, all zero.
   *
   * @param scratch of these sizes, shared by the stages of a problem
   */
  public Stage(int stateSize, int inputSize, StageScratch scratch) {
    int size = stateSize + inputSize;
    cost = new QuadraticRows(size);
    prior = new QuadraticRows(size);
    inputWeight = new double[inputSize];
    inputPull = new double[inputSize];
    dynamics = new AffineRows(stateSize, size);
    noise = Rows.padded(stateSize, stateSize);
    held = new boolean[inputSize];
    heldInput = new double[inputSize];
    heldSlope = new double[inputSize][size];
    heldPull = new double[inputSize];
    policy = new AffineRows(inputSize, stateSize);
    covariance = Rows.padded(inputSize, inputSize);
    value = scratch.nextValue();
    state = new GaussianRows(stateSize);
    input = new double[inputSize];

    stageCost = new Pencil(cost.hessian, prior.hessian);
    noiseBase = new Pencil(noise);
    transposedDynamics = new Pencil(dynamics.transposed);
    Bt = Arrays.copyOfRange(dynamics.transposed, stateSize, size);
    dynamicsAndQu = Rows.stack(dynamics.matrix, scratch.Qu);
    VFAndGain = Rows.stack(scratch.VF, policy.matrix);
    closedLoop = Rows.stack(scratch.Et, Bt);
  }

  /** Whether any input is held. */
  public boolean anyHeld() {
    for (boolean one : held) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  /**
   * The expected next state, F(x, u) + f.
   *
   * @param x n; not modified
   * @param u m; not modified
   * @param next n, padded; modified
   */
  public void expect(Products products, double[] x, double[] u, double[] next) {
    int n = noise.length;
    products.combine(dynamics.offset, x, dynamics.transposed, n, next);
    products.combine(next, u, Bt, held.length, next);
  }
}

package dev.trammel.controller.lqr;

import static org.ejml.dense.row.CommonOps_DDRM.extract;
import static org.ejml.dense.row.CommonOps_DDRM.identity;
import static org.ejml.dense.row.CommonOps_DDRM.insert;
import static org.ejml.dense.row.CommonOps_DDRM.invert;
import static org.ejml.dense.row.CommonOps_DDRM.mult;
import static org.ejml.dense.row.CommonOps_DDRM.multAdd;
import static org.ejml.dense.row.CommonOps_DDRM.multAddTransA;
import static org.ejml.dense.row.CommonOps_DDRM.multTransA;
import static org.ejml.dense.row.CommonOps_DDRM.subtractEquals;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The controller of the published per-step variant: each step weighs its own divergence against the
 * cost to come, V = (I; K)ᵀQ(I; K), in which no later divergence counts.
 */
final class GreedyController {

  private final Kernels kernels;
  private final LinearGaussianDynamics model;
  private final QuadraticCost cost;
  private final LinearGaussianController previous;
  private final double[] etas;
  private final int n;
  private final int m;

  GreedyController(
      Kernels kernels,
      LinearGaussianDynamics model,
      QuadraticCost cost,
      LinearGaussianController previous) {
    this.kernels = kernels;
    this.model = model;
    this.cost = cost;
    this.previous = previous;
    etas = new double[model.steps()];
    n = model.stateSize();
    m = model.inputSize();
  }

  /** The etas at which the last controller was solved. */
  double[] etas() {
    return etas;
  }

  /**
   * Solves, at the etas that given covariances tell: C⁻¹ = Quu/η + C₀⁻¹.
   *
   * @param covariances T of m×m
   */
  LinearGaussianController at(DMatrixRMaj[] covariances) {
    int steps = model.steps();
    DMatrixRMaj[] K = new DMatrixRMaj[steps];
    DMatrixRMaj[] k = new DMatrixRMaj[steps];
    DMatrixRMaj[] C = new DMatrixRMaj[steps];
    QuadraticCost toCome = new QuadraticCost(1, n, m);
    for (int t = steps - 1; t >= 0; t--) {
      toCome.hessians[0].setTo(cost.hessians[t]);
      toCome.gradients[0].setTo(cost.gradients[t]);
      DMatrixRMaj Q = hessian(t, toCome);
      etas[t] = eta(extract(Q, n, n + m, n, n + m), covariances[t], previous.covariance(t));
      LinearGaussianController one = solve(oneStep(t, toCome), part(t), etas[t]);
      K[t] = one.gain(0);
      k[t] = one.offset(0);
      C[t] = one.covariance(0);
      backUp(Q, gradient(t, toCome), one, toCome);
    }
    return new LinearGaussianController(K, k, C, zeros(steps + 1, n), zeros(steps, m));
  }

  static LinearGaussianController solve(
      LqrProblem problem, LinearGaussianController previous, double eta) {
    PreviousPolicies prior =
        new PreviousPolicies(problem.steps(), problem.stateSize(), problem.inputSize());
    prior.set(previous);
    prior.writePriors(problem);
    for (int t = 0; t < problem.steps(); t++) {
      problem.stage(t).priorWeight = eta;
      problem.stage(t).covarianceScale = eta;
    }
    if (!new RiccatiSweep(problem).solve()) {
      throw new IllegalStateException("not positive definite at eta " + eta);
    }
    return problem.controller();
  }

  /** The η that fits Quu/η = C⁻¹ − C₀⁻¹ best; one number for all entries. */
  private static double eta(DMatrixRMaj Quu, DMatrixRMaj C, DMatrixRMaj C0) {
    DMatrixRMaj sharpened = new DMatrixRMaj(C.numRows, C.numCols);
    DMatrixRMaj before = new DMatrixRMaj(C.numRows, C.numCols);
    invert(C, sharpened);
    invert(C0, before);
    subtractEquals(sharpened, before);
    return product(Quu, Quu) / product(Quu, sharpened);
  }

  private static double product(DMatrixRMaj a, DMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < a.getNumElements(); i++) {
      sum += a.data[i] * b.data[i];
    }
    return sum;
  }

  private LqrProblem oneStep(int t, QuadraticCost toCome) {
    LqrProblem problem = new LqrProblem(kernels, 1, n, m);
    problem.setCost(toCome);
    problem.stage(0).dynamics.set(model.transitions[t], model.offsets[t]);
    return problem;
  }

  private LinearGaussianController part(int t) {
    return new LinearGaussianController(
        new DMatrixRMaj[] {previous.gain(t)},
        new DMatrixRMaj[] {previous.offset(t)},
        new DMatrixRMaj[] {previous.covariance(t)},
        zeros(2, n),
        zeros(1, m));
  }

  /** Q = C + FᵀVF. */
  private DMatrixRMaj hessian(int t, QuadraticCost toCome) {
    DMatrixRMaj F = model.transitions[t];
    DMatrixRMaj VF = new DMatrixRMaj(n, n + m);
    mult(toCome.hessians[1], F, VF);
    DMatrixRMaj Q = cost.hessians[t].copy();
    multAddTransA(F, VF, Q);
    return Q;
  }

  /** q = c + Fᵀ(Vf + v). */
  private DMatrixRMaj gradient(int t, QuadraticCost toCome) {
    DMatrixRMaj next = toCome.gradients[1].copy();
    multAdd(toCome.hessians[1], model.offsets[t], next);
    DMatrixRMaj q = cost.gradients[t].copy();
    multAddTransA(model.transitions[t], next, q);
    return q;
  }

  /** Replaces the terminal cost by what is to come under the policy. */
  private void backUp(
      DMatrixRMaj Q, DMatrixRMaj q, LinearGaussianController policy, QuadraticCost toCome) {
    // V = (I; K)ᵀQ(I; K),  v = (I; K)ᵀ(Q(0; k) + q)
    DMatrixRMaj G = new DMatrixRMaj(n + m, n);
    insert(identity(n), G, 0, 0);
    insert(policy.gain(0), G, n, 0);
    DMatrixRMaj g = new DMatrixRMaj(n + m, 1);
    insert(policy.offset(0), g, n, 0);
    DMatrixRMaj QG = new DMatrixRMaj(n + m, n);
    mult(Q, G, QG);
    multTransA(G, QG, toCome.hessians[1]);
    multAdd(Q, g, q);
    multTransA(G, q, toCome.gradients[1]);
  }

  private static DMatrixRMaj[] zeros(int count, int rows) {
    DMatrixRMaj[] zeros = new DMatrixRMaj[count];
    Arrays.setAll(zeros, i -> new DMatrixRMaj(rows, 1));
    return zeros;
  }
}

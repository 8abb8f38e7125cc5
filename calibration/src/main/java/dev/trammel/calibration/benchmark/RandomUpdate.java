package dev.trammel.calibration.benchmark;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A seeded update to measure: mildly unstable dynamics, definite costs and a controller to begin
 * from, with other numbers at every step.
 */
final class RandomUpdate {

  private static final long SEED = 1;

  /** Of the cost: the η that an update ends with is nowhere near 1. */
  private static final double COST = 100;

  private final SplittableRandom random;
  private final int steps;
  private final int n;
  private final int m;

  private RandomUpdate(ProblemSize size) {
    random = new SplittableRandom(SEED);
    steps = size.steps();
    n = size.n();
    m = size.m();
  }

  /** The one that everything is measured on. */
  static UpdateProblem usual(ProblemSize size) {
    return new RandomUpdate(size).problem();
  }

  private UpdateProblem problem() {
    return new UpdateProblem(dynamics(), cost(), controller(), InputLimits.none(m));
  }

  private LinearGaussianDynamics dynamics() {
    DMatrixRMaj[] F = matrices(steps, n, n + m, 0.3 / Math.sqrt(n));
    for (DMatrixRMaj transition : F) {
      for (int i = 0; i < n; i++) {
        transition.add(i, i, 0.9);
      }
    }
    DMatrixRMaj[] W = new DMatrixRMaj[steps];
    Arrays.setAll(W, t -> covariance(n, 0.01));
    Gaussian initial = new Gaussian(matrix(n, 1, 1), covariance(n, 0.1));
    return new LinearGaussianDynamics(F, matrices(steps, n, 1, 0.1), W, initial);
  }

  private QuadraticCost cost() {
    QuadraticCost cost = new QuadraticCost(steps, n, m);
    for (int t = 0; t <= steps; t++) {
      int size = t < steps ? n + m : n;
      cost.hessians[t].setTo(covariance(size, COST));
      cost.gradients[t].setTo(matrix(size, 1, COST));
    }
    return cost;
  }

  private LinearGaussianController controller() {
    DMatrixRMaj[] C = new DMatrixRMaj[steps];
    Arrays.setAll(C, t -> covariance(m, 0.3));
    return new LinearGaussianController(
        matrices(steps, m, n, 0.1),
        matrices(steps, m, 1, 0.1),
        C,
        matrices(steps + 1, n, 1, 0),
        matrices(steps, m, 1, 0));
  }

  private DMatrixRMaj[] matrices(int count, int rows, int columns, double scale) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    Arrays.setAll(matrices, t -> matrix(rows, columns, scale));
    return matrices;
  }

  private DMatrixRMaj matrix(int rows, int columns, double scale) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, i -> scale * random.nextGaussian());
    return matrix;
  }

  /** Symmetric with eigenvalues of about the scale, the least a tenth of it. */
  private DMatrixRMaj covariance(int size, double scale) {
    DMatrixRMaj root = matrix(size, size, 1);
    DMatrixRMaj covariance = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransB(scale / size, root, root, covariance);
    for (int i = 0; i < size; i++) {
      covariance.add(i, i, 0.1 * scale);
    }
    return covariance;
  }
}

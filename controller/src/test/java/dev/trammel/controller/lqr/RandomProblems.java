package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** Seeded problems: mildly unstable dynamics, definite costs, a controller to begin from. */
public final class RandomProblems {

  private final Random random;
  private final int steps;
  private final int n;
  private final int m;

  public RandomProblems(long seed, int steps, int stateSize, int inputSize) {
    random = new Random(seed);
    this.steps = steps;
    n = stateSize;
    m = inputSize;
  }

  /** An update with inputs limited to ±limit. */
  public UpdateProblem update(double limit) {
    double[] upper = new double[m];
    Arrays.fill(upper, limit);
    double[] lower = Arrays.stream(upper).map(u -> -u).toArray();
    InputLimits limits = new InputLimits(lower, upper);
    return new UpdateProblem(dynamics(), cost(), controller(), limits);
  }

  public UpdateProblem update() {
    return new UpdateProblem(dynamics(), cost(), controller(), InputLimits.none(m));
  }

  public LinearGaussianDynamics dynamics() {
    DMatrixRMaj[] F = matrices(steps, n, n + m, 0.3 / Math.sqrt(n));
    for (DMatrixRMaj transition : F) {
      for (int i = 0; i < n; i++) {
        transition.add(i, i, 0.9);
      }
    }
    DMatrixRMaj[] W = new DMatrixRMaj[steps];
    Arrays.setAll(W, t -> covariance(n, 0.01));
    return new LinearGaussianDynamics(
        F, matrices(steps, n, 1, 0.1), W, new Gaussian(matrix(n, 1, 1), covariance(n, 0.1)));
  }

  public QuadraticCost cost() {
    QuadraticCost cost = new QuadraticCost(steps, n, m);
    for (int t = 0; t <= steps; t++) {
      int size = t < steps ? n + m : n;
      cost.hessians[t].setTo(covariance(size, 1));
      cost.gradients[t].setTo(matrix(size, 1, 1));
      cost.constants[t] = random.nextGaussian();
    }
    return cost;
  }

  public LinearGaussianController controller() {
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
    RandomMatrices_DDRM.fillGaussian(matrix, 0, 1, random);
    CommonOps_DDRM.scale(scale, matrix);
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

package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/**
 * Seeded problems that are hard on a sweep.
 *
 * @param gain of the first step, known from how the problem is made
 */
record HardProblem(UpdateProblem update, DMatrixRMaj gain) {

  /** By what states grow in a step of {@link #unstable}. */
  static final double GROWTH = 1.2;

  /** One step whose Quu has a condition number, and whose best gain is a random one. */
  static HardProblem ofCurvature(long seed, int n, int m, double condition) {
    Random random = new Random(seed);
    UpdateProblem update = new RandomProblems(seed, 1, n, m).update();
    DMatrixRMaj Quu = symmetric(m, 1 / condition, random);
    DMatrixRMaj K = RandomMatrices_DDRM.rectangle(m, n, -1, 1, random);
    DMatrixRMaj Qux = new DMatrixRMaj(m, n);
    CommonOps_DDRM.mult(-1, Quu, K, Qux);
    DMatrixRMaj Qxx = CommonOps_DDRM.identity(n);
    CommonOps_DDRM.multAddTransA(-1, K, Qux, Qxx);
    QuadraticCost cost = update.cost();
    setBlocks(cost.hessians[0], Qxx, Qux, Quu);
    cost.hessians[1].zero();
    return new HardProblem(update, K);
  }

  /**
   * A problem whose states grow by a fifth per step unless inputs hold them.
   *
   * @param condition of the input's cost, whose least eigenvalue is 1
   * @param leastStateCost least eigenvalue of the states' cost, whose greatest is 1
   */
  static UpdateProblem unstable(int steps, int n, int m, double condition, double leastStateCost) {
    Random random = new Random(n);
    UpdateProblem update = new RandomProblems(n, steps, n, m).update();
    LinearGaussianDynamics model = update.model();
    DMatrixRMaj A = RandomMatrices_DDRM.orthogonal(n, n, random);
    CommonOps_DDRM.scale(GROWTH, A);
    DMatrixRMaj B = RandomMatrices_DDRM.rectangle(n, m, -1, 1, random);
    DMatrixRMaj Cxx = symmetric(n, leastStateCost, random);
    DMatrixRMaj Cuu = symmetric(m, 1 / condition, random);
    CommonOps_DDRM.scale(condition, Cuu);
    for (int t = 0; t < steps; t++) {
      CommonOps_DDRM.insert(A, model.transitions[t], 0, 0);
      CommonOps_DDRM.insert(B, model.transitions[t], 0, n);
      setBlocks(update.cost().hessians[t], Cxx, new DMatrixRMaj(m, n), Cuu);
    }
    update.cost().hessians[steps].setTo(Cxx);
    return update;
  }

  /** Multiplies a cost in place. */
  static void scale(QuadraticCost cost, double scale) {
    for (int t = 0; t < cost.hessians.length; t++) {
      CommonOps_DDRM.scale(scale, cost.hessians[t]);
      CommonOps_DDRM.scale(scale, cost.gradients[t]);
    }
  }

  /** Random eigenvectors, eigenvalues from 1 to the last in equal ratios. */
  static DMatrixRMaj symmetric(int size, double last, Random random) {
    DMatrixRMaj vectors = RandomMatrices_DDRM.orthogonal(size, size, random);
    DMatrixRMaj scaled = vectors.copy();
    for (int j = 0; j < size; j++) {
      double share = size > 1 ? j / (size - 1.0) : 0;
      double magnitude = Math.pow(Math.abs(last), share);
      double eigenvalue = j == size - 1 ? Math.copySign(magnitude, last) : magnitude;
      for (int i = 0; i < size; i++) {
        scaled.set(i, j, scaled.get(i, j) * eigenvalue);
      }
    }
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransB(scaled, vectors, matrix);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        matrix.set(j, i, matrix.get(i, j));
      }
    }
    return matrix;
  }

  private static void setBlocks(
      DMatrixRMaj hessian, DMatrixRMaj xx, DMatrixRMaj ux, DMatrixRMaj uu) {
    int n = xx.numRows;
    CommonOps_DDRM.insert(xx, hessian, 0, 0);
    CommonOps_DDRM.insert(ux, hessian, n, 0);
    CommonOps_DDRM.insert(CommonOps_DDRM.transpose(ux, null), hessian, 0, n);
    CommonOps_DDRM.insert(uu, hessian, n, n);
  }
}

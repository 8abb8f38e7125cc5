package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** Seeded random controllers with positive definite covariances. */
final class RandomControllers {

  private RandomControllers() {}

  static LinearGaussianController of(long seed, int steps, int n, int m) {
    Random random = new Random(seed);
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    Arrays.setAll(covariances, t -> RandomMatrices_DDRM.symmetricPosDef(m, random));
    return new LinearGaussianController(
        matrices(random, steps, m, n),
        matrices(random, steps, m, 1),
        covariances,
        matrices(random, steps + 1, n, 1),
        matrices(random, steps, m, 1));
  }

  /** No feedback and no offset, and one covariance for all steps. */
  static LinearGaussianController still(int steps, int n, DMatrixRMaj covariance) {
    int m = covariance.numRows;
    return new LinearGaussianController(
        filled(steps, new DMatrixRMaj(m, n)),
        filled(steps, new DMatrixRMaj(m, 1)),
        filled(steps, covariance),
        filled(steps + 1, new DMatrixRMaj(n, 1)),
        filled(steps, new DMatrixRMaj(m, 1)));
  }

  private static DMatrixRMaj[] matrices(Random random, int count, int rows, int columns) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    Arrays.setAll(matrices, t -> RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, random));
    return matrices;
  }

  private static DMatrixRMaj[] filled(int count, DMatrixRMaj matrix) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    Arrays.fill(matrices, matrix);
    return matrices;
  }
}

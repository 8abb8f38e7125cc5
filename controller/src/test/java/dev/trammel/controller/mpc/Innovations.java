package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Draws from N(0, W) with a random W whose entries are of very different sizes. */
final class Innovations {

  final DMatrixRMaj covariance;

  private final DMatrixRMaj root;
  private final SplittableRandom random;

  Innovations(int n, long seed) {
    random = new SplittableRandom(seed);
    root = new DMatrixRMaj(n, n + 2);
    for (int i = 0; i < n; i++) {
      double size = StrictMath.pow(10, random.nextDouble(-3, 1));
      for (int j = 0; j < n + 2; j++) {
        root.set(i, j, size * StandardNormal.draw(random));
      }
    }
    covariance = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransB(root, root, covariance);
  }

  /** One, so many times too wide. */
  DMatrixRMaj draw(double width) {
    DMatrixRMaj normal = new DMatrixRMaj(root.numCols, 1);
    Arrays.setAll(normal.data, i -> width * StandardNormal.draw(random));
    DMatrixRMaj innovation = new DMatrixRMaj(root.numRows, 1);
    CommonOps_DDRM.mult(root, normal, innovation);
    return innovation;
  }
}

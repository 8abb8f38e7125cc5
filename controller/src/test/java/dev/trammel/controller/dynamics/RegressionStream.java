package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** Random transitions with residuals that are a linear function of them, and noise of variance 1. */
final class RegressionStream {

  final RegressorScale scale;
  final DMatrixRMaj x;
  final DMatrixRMaj u;
  final DMatrixRMaj residual;

  private final SplittableRandom random;
  private final DMatrixRMaj truth;

  RegressionStream(int n, int m, long seed) {
    random = new SplittableRandom(seed);
    double[] centre = random(n + m, 1, random).data;
    double[] spread = new double[n + m];
    Arrays.setAll(spread, j -> Math.pow(10, random.nextDouble(-1, 1)));
    scale = new RegressorScale(n, centre, spread);
    truth = random(n, n + m, random);
    x = new DMatrixRMaj(n, 1);
    u = new DMatrixRMaj(m, 1);
    residual = new DMatrixRMaj(n, 1);
  }

  OnlineRegression regression(AdaptationSettings settings) {
    double[] noise = new double[x.numRows];
    Arrays.fill(noise, 1);
    return new OnlineRegression(scale, noise, settings);
  }

  /** A transition that the model does not explain. */
  void draw() {
    drawNoise();
    for (int j = 0; j < truth.numCols; j++) {
      double z = j < x.numRows ? x.data[j] : u.data[j - x.numRows];
      for (int i = 0; i < x.numRows; i++) {
        residual.data[i] += truth.get(i, j) * z;
      }
    }
  }

  /** A transition that the model explains but for noise. */
  void drawNoise() {
    for (int j = 0; j < truth.numCols; j++) {
      double z = scale.centre(j) + scale.spread(j) * StandardNormal.draw(random);
      if (j < x.numRows) {
        x.data[j] = z;
      } else {
        u.data[j - x.numRows] = z;
      }
    }
    for (int i = 0; i < x.numRows; i++) {
      residual.data[i] = StandardNormal.draw(random);
    }
  }

  static DMatrixRMaj random(int rows, int columns, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, i -> StandardNormal.draw(random));
    return matrix;
  }

  /** All that a regression answers. */
  static String print(OnlineRegression online) {
    DMatrixRMaj Theta = online.coefficients();
    int n = Theta.numRows;
    DMatrixRMaj F = new DMatrixRMaj(n, Theta.numCols - 1);
    DMatrixRMaj f = new DMatrixRMaj(n, 1);
    online.correctModel(F, f);
    return Arrays.toString(Theta.data) + Arrays.toString(online.uncertainty().data)
        + Arrays.toString(F.data) + Arrays.toString(f.data)
        + online.count() + " " + online.belief(0);
  }

  /** Finite, positive definite, no less sure than at first, beliefs that are parts. */
  static void check(OnlineRegression online, AdaptationSettings settings, String where) {
    DMatrixRMaj P = online.uncertainty();
    DMatrixRMaj Theta = online.coefficients();
    assertThat(MatrixFeatures_DDRM.hasUncountable(Theta)).as(where).isFalse();
    assertThat(MatrixFeatures_DDRM.hasUncountable(P)).as(where).isFalse();
    for (int j = 0; j < P.numRows; j++) {
      double least = j < P.numRows - 1 ? settings.strength() : settings.offsetStrength();
      assertThat(P.get(j, j) * least).as(where).isBetween(0.0, 1 + 1e-6);
    }
    for (int i = 0; i < Theta.numRows; i++) {
      assertThat(online.belief(i)).as(where).isBetween(0.0, 1.0);
      assertThat(online.offsetBelief(i)).as(where).isBetween(0.0, 1.0);
    }
  }
}

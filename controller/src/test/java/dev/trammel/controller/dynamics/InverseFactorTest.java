package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseFactorTest {

  private static DMatrixRMaj transposedInverse(Kernels kernels, double[][] covariance) {
    int d = covariance.length;
    double[][] out = Rows.padded(d, d);
    new InverseFactor(d, kernels).invert(covariance, out);
    DMatrixRMaj matrix = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      System.arraycopy(out[i], 0, matrix.data, i * d, d);
    }
    return matrix;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 35, 59})
  void whitensTheCovariance(int d) {
    DMatrixRMaj covariance = RandomMatrices_DDRM.symmetricPosDef(d, new Random(d));
    for (Kernels kernels : Kernels.available()) {
      DMatrixRMaj W = transposedInverse(kernels, covariance.get2DData());
      DMatrixRMaj left = new DMatrixRMaj(d, d);
      CommonOps_DDRM.multTransA(W, covariance, left);
      DMatrixRMaj unit = new DMatrixRMaj(d, d);
      CommonOps_DDRM.mult(left, W, unit);

      assertThat(isIdentical(unit, CommonOps_DDRM.identity(d), 1e-10)).isTrue();
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(W.get(i, j)).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9, 20})
  void aDirectionWithoutVarianceIsGivenALittle(int d) {
    // all variables are the same one
    double[][] covariance = new double[d][d];
    for (double[] row : covariance) {
      Arrays.fill(row, 4);
    }
    for (Kernels kernels : Kernels.available()) {
      DMatrixRMaj W = transposedInverse(kernels, covariance);

      assertThat(W.get(0, 0)).isEqualTo(0.5);
      assertThat(W.get(1, 1)).isBetween(0.5e6 * (1 - 1e-9), 0.5e6 * (1 + 1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9})
  void aVarianceThatIsNotPositiveIsRefused(int d) {
    double[][] covariance = CommonOps_DDRM.identity(d).get2DData();
    covariance[d - 1][d - 1] = 0;

    assertThatThrownBy(() -> transposedInverse(Kernels.best(), covariance))
        .hasMessageContaining("variance " + (d - 1))
        .hasMessageContaining("must be positive, was 0.0");
  }
}

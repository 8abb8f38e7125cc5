package dev.trammel.controller.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricInverseTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40})
  void timesTheMatrixIsTheIdentity(int size) {
    DMatrixRMaj matrix = RandomMatrices_DDRM.symmetricPosDef(size, new Random(size));
    double[][] inverse = rows(matrix);

    double logDet = SymmetricInverse.invert(inverse, new double[size]);

    DMatrixRMaj product = new DMatrixRMaj(size, size);
    CommonOps_DDRM.mult(matrix, Rows.matrix(inverse, size), product);
    assertThat(MatrixFeatures_DDRM.isIdentity(product, 1e-9)).isTrue();
    assertThat(logDet).isCloseTo(-Math.log(CommonOps_DDRM.det(matrix)), within(1e-8 * size));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void aMatrixThatIsNotPositiveDefiniteIsAnswered(double last) {
    double[][] matrix = {{2, 0}, {0, last}};

    assertThat(SymmetricInverse.invert(matrix, new double[2])).isNaN();
  }

  @Test
  void aSingularMatrixIsAnswered() {
    double[][] matrix = {{1, 3}, {3, 9}};

    assertThat(SymmetricInverse.invert(matrix, new double[2])).isNaN();
  }

  @Test
  void aDeterminantBeyondTheRangeOfNumbersHasItsLogarithm() {
    int size = 40;
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 1e20;
    }

    double logDet = SymmetricInverse.invert(matrix, new double[size]);

    assertThat(logDet).isCloseTo(-size * Math.log(1e20), within(1e-9));
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    Rows.copy(matrix, rows);
    return rows;
  }
}

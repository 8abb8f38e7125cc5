package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.ChiSquare;
import dev.trammel.controller.linalg.StandardNormal;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class RegressionTest {

  private static DMatrixRMaj matrix(SplittableRandom random, int rows, int columns) {
    DMatrixRMaj A = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < A.getNumElements(); i++) {
      A.data[i] = StandardNormal.draw(random);
    }
    return A;
  }

  @Test
  void theNormalEquationsGiveTheSame() {
    SplittableRandom random = new SplittableRandom(4);
    DMatrixRMaj A = matrix(random, 20, 3);
    double[] b = matrix(random, 20, 1).data;
    DMatrixRMaj inverse = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.multTransA(A, A, inverse);
    CommonOps_DDRM.invert(inverse);
    DMatrixRMaj Ab = new DMatrixRMaj(3, 1);
    CommonOps_DDRM.multTransA(A, new DMatrixRMaj(20, 1, true, b), Ab);
    DMatrixRMaj x = new DMatrixRMaj(3, 1);
    CommonOps_DDRM.mult(inverse, Ab, x);

    Regression fit = Regression.solve(A, b);

    for (int j = 0; j < 3; j++) {
      assertThat(fit.value(j)).isCloseTo(x.get(j), within(1e-12));
      assertThat(fit.sigma(j))
          .isCloseTo(fit.deviation() * Math.sqrt(inverse.get(j, j)), within(1e-12));
    }
  }

  @Test
  void whatNoRowTellsHasNoFiniteDeviation() {
    DMatrixRMaj A = new DMatrixRMaj(new double[][] {{1, 1, 0}, {2, 2, 1}, {3, 3, 0}, {4, 4, 1}});

    Regression fit = Regression.solve(A, new double[] {1, 3, 3, 5});

    assertThat(fit.sigma(0)).isInfinite();
    assertThat(fit.sigma(1)).isInfinite();
    assertThat(fit.value(2)).isCloseTo(1, within(1e-12));
    assertThat(fit.sigma(2)).isFinite();
  }

  @Test
  void fewSamplesReachFurther() {
    // by the tables of Student's distribution
    assertThat(StudentT.deviations(3)).isCloseTo(3.1824, within(0.02));
    assertThat(StudentT.deviations(5)).isCloseTo(2.5706, within(0.005));
    assertThat(StudentT.deviations(30)).isCloseTo(2.0423, within(1e-4));
    assertThat(StudentT.deviations(1_000_000))
        .isCloseTo(Math.sqrt(ChiSquare.quantile(0.05, 1)), within(1e-4));
  }
}

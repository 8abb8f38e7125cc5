package dev.trammel.controller.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianTest {

  @Test
  void aStandardNormalHasItsKnownDensity() {
    Gaussian standard = new Gaussian(new DMatrixRMaj(2, 1), CommonOps_DDRM.identity(2));

    assertThat(standard.logDensity(new DMatrixRMaj(new double[][] {{1}, {2}})))
        .isEqualTo(-StrictMath.log(2 * Math.PI) - 2.5, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void aJointDensityIsTheMarginalTimesTheConditional(long seed) {
    Random random = new Random(seed);
    DMatrixRMaj covariance = RandomMatrices_DDRM.symmetricPosDef(5, random);
    DMatrixRMaj mean = RandomMatrices_DDRM.rectangle(5, 1, random);
    DMatrixRMaj point = RandomMatrices_DDRM.rectangle(5, 1, random);
    Gaussian joint = new Gaussian(mean, covariance);
    Gaussian marginal = new Gaussian(
        CommonOps_DDRM.extract(mean, 0, 2, 0, 1), CommonOps_DDRM.extract(covariance, 0, 2, 0, 2));
    DMatrixRMaj given = CommonOps_DDRM.extract(point, 0, 2, 0, 1);
    Gaussian.Conditional conditional = joint.givenFirst(2);
    DMatrixRMaj expected = conditional.offset().copy();
    CommonOps_DDRM.multAdd(conditional.gain(), given, expected);
    double later = new Gaussian(expected, conditional.covariance())
        .logDensity(CommonOps_DDRM.extract(point, 2, 5, 0, 1));

    assertThat(joint.logDensity(point))
        .isEqualTo(marginal.logDensity(given) + later, within(1e-10));
  }

  @Test
  void aSingularCovarianceHasNoDensity() {
    Gaussian flat = new Gaussian(new DMatrixRMaj(2, 1), new DMatrixRMaj(2, 2));

    assertThatThrownBy(() -> flat.logDensity(new DMatrixRMaj(2, 1)))
        .hasMessageContaining("positive definite");
    assertThatThrownBy(() -> flat.givenFirst(1)).hasMessageContaining("positive definite");
  }

  @Test
  void allOrNoVariablesCannotBeGiven() {
    Gaussian standard = new Gaussian(new DMatrixRMaj(2, 1), CommonOps_DDRM.identity(2));

    assertThatThrownBy(() -> standard.givenFirst(2)).hasMessageContaining("given variables");
    assertThatThrownBy(() -> standard.givenFirst(0)).hasMessageContaining("given variables");
  }
}

package dev.trammel.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyLinearisationTest {

  private static final DMatrixRMaj GAIN =
      new DMatrixRMaj(new double[][] {{1, -2, 0.5}, {0, 3, -1}});
  private static final DMatrixRMaj OFFSET = new DMatrixRMaj(new double[] {0.3, -0.7});
  private static final DMatrixRMaj C = new DMatrixRMaj(new double[][] {{0.2, 0.1}, {0.1, 0.4}});

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void anAffinePolicyIsItsOwnLinearisation(long seed) {
    DMatrixRMaj[] states = {states(30, seed), states(12, seed + 1)};
    LinearGaussianController linear = new PolicyLinearisation(PolicyPrior.none(3, 2))
        .of(states, at(states, PolicyLinearisationTest::affine), C);

    assertThat(linear.steps()).isEqualTo(2);
    for (int t = 0; t < 2; t++) {
      assertThat(isIdentical(linear.gain(t), GAIN, 1e-6)).isTrue();
      assertThat(isIdentical(linear.offset(t), OFFSET, 1e-6)).isTrue();
      assertThat(isIdentical(linear.covariance(t), C, 1e-6)).isTrue();
    }
  }

  @Test
  void theStatisticalGainIsTheExpectedSlopeOverGaussianStates() {
    DMatrixRMaj[] states = {states(200_000, 7)};
    LinearGaussianController linear = new PolicyLinearisation(PolicyPrior.none(3, 2))
        .of(states, at(states, PolicyLinearisationTest::curved), C);

    // Stein's lemma: E dμ/dx, with d tanh(a)/da = 1 − tanh²(a)
    DMatrixRMaj slope = new DMatrixRMaj(2, 3);
    for (int i = 0; i < states[0].numRows; i++) {
      DMatrixRMaj y = curved(row(states[0], i));
      for (int a = 0; a < 2; a++) {
        for (int j = 0; j < 3; j++) {
          slope.add(a, j, (1 - y.get(a) * y.get(a)) * GAIN.get(a, j) / states[0].numRows);
        }
      }
    }
    assertThat(isIdentical(linear.gain(0), slope, 0.01)).isTrue();
    assertThat(linear.covariance(0).get(0, 0)).isGreaterThan(C.get(0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aPriorDeterminesAStepOfFewPoints(int count) {
    DMatrixRMaj[] states = {states(count, 3)};
    LinearGaussianController linear = new PolicyLinearisation(PolicyPrior.constant(3, 2, 1e-4))
        .of(states, at(states, PolicyLinearisationTest::affine), C);

    DMatrixRMaj covariance = linear.covariance(0);
    assertThat(MatrixFeatures_DDRM.isPositiveDefinite(covariance)).isTrue();
    assertThat(CommonOps_DDRM.elementMaxAbs(linear.gain(0))).isLessThan(10);
    // the linearisation goes through the mean of the points
    DMatrixRMaj input = linear.offset(0);
    CommonOps_DDRM.multAdd(linear.gain(0), linear.nominalState(0), input);
    assertThat(input.get(0)).isCloseTo(linear.nominalInput(0).get(0), within(1e-12));
  }

  @Test
  void withoutPriorTooFewPointsAreRefused() {
    DMatrixRMaj[] states = {states(4, 3)};

    assertThatThrownBy(() -> new PolicyLinearisation(PolicyPrior.none(3, 2))
            .of(states, at(states, PolicyLinearisationTest::affine), C))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step 0: without a prior a linearised policy needs more than 4 points, had 4;"
            + " use more points or a prior");
  }

  private static DMatrixRMaj states(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj states = new DMatrixRMaj(count, 3);
    for (int i = 0; i < states.getNumElements(); i++) {
      states.data[i] = 0.3 * StandardNormal.draw(random);
    }
    return states;
  }

  private static DMatrixRMaj[] at(DMatrixRMaj[] states, UnaryOperator<DMatrixRMaj> policy) {
    DMatrixRMaj[] inputs = new DMatrixRMaj[states.length];
    for (int t = 0; t < states.length; t++) {
      inputs[t] = new DMatrixRMaj(states[t].numRows, 2);
      for (int i = 0; i < states[t].numRows; i++) {
        DMatrixRMaj input = policy.apply(row(states[t], i));
        CommonOps_DDRM.insert(CommonOps_DDRM.transpose(input, null), inputs[t], i, 0);
      }
    }
    return inputs;
  }

  private static DMatrixRMaj affine(DMatrixRMaj x) {
    DMatrixRMaj u = OFFSET.copy();
    CommonOps_DDRM.multAdd(GAIN, x, u);
    return u;
  }

  private static DMatrixRMaj curved(DMatrixRMaj x) {
    DMatrixRMaj u = affine(x);
    for (int a = 0; a < 2; a++) {
      u.data[a] = StrictMath.tanh(u.data[a]);
    }
    return u;
  }

  private static DMatrixRMaj row(DMatrixRMaj rows, int i) {
    return CommonOps_DDRM.transpose(CommonOps_DDRM.extractRow(rows, i, null), null);
  }
}

package dev.trammel.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnEachKernels
class MlpPolicyTest {

  private final Kernels kernels;

  MlpPolicyTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @EnumSource
  void theMeanIsWhatItsLayersSay(Activation activation) {
    for (int seed = 0; seed < 50; seed++) {
      MlpPolicy policy = Policies.random(activation, seed);
      SplittableRandom random = new SplittableRandom(seed);
      double[] o = Policies.vector(policy.observationSize(), random);
      double[] mean = new double[policy.inputSize()];

      assertThat(policy.mean(kernels).of(o, mean)).isTrue();

      double[] expected = Policies.mean(policy, o);
      for (int i = 0; i < mean.length; i++) {
        assertThat(mean[i]).isCloseTo(expected[i], within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theJacobianIsWhatDifferencesTell(Activation activation) {
    double step = 1e-6;
    for (int seed = 0; seed < 20; seed++) {
      MlpPolicy policy = Policies.random(activation, seed);
      double[] o = Policies.vector(policy.observationSize(), new SplittableRandom(seed));
      DMatrixRMaj jacobian = policy.jacobian(o);

      for (int j = 0; j < o.length; j++) {
        double[] above = o.clone();
        double[] below = o.clone();
        above[j] += step;
        below[j] -= step;
        double[] upper = Policies.mean(policy, above);
        double[] lower = Policies.mean(policy, below);
        for (int i = 0; i < upper.length; i++) {
          assertThat(jacobian.get(i, j))
              .isCloseTo((upper[i] - lower[i]) / (2 * step), within(1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMeanAllocatesNothing(Activation activation) {
    MlpPolicy policy = MlpPolicy.random(14, List.of(64, 64), 7, activation, 1);
    PolicyMean mean = policy.mean(kernels);
    double[] o = Policies.vector(14, new SplittableRandom(1));
    double[] out = new double[7];

    assertThat(Allocation.bytes(() -> mean.of(o, out), 20_000)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotFiniteIsRefused(Activation activation) {
    MlpPolicy policy = MlpPolicy.random(4, List.of(9), 2, activation, 1);
    PolicyMean mean = policy.mean(kernels);

    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      for (int i = 0; i < 4; i++) {
        double[] o = new double[4];
        o[i] = value;
        assertThat(mean.of(o, new double[2])).isFalse();
      }
    }
    assertThat(mean.of(new double[4], new double[2])).isTrue();
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    Layer layer = new Layer(new DMatrixRMaj(3, 2), new double[2]);
    DMatrixRMaj identity = CommonOps_DDRM.identity(2);

    assertThatThrownBy(() -> new MlpPolicy(
            Activation.TANH, Whitening.none(3), List.of(layer, layer), Whitening.none(2), identity))
        .hasMessage("a layer must take the 2 outputs of the one before, takes 3");
    assertThatThrownBy(() -> new MlpPolicy(
            Activation.TANH, Whitening.none(3), List.of(layer), Whitening.none(4), identity))
        .hasMessage("the last layer must have 4 outputs, had 2");
  }

  @Test
  void aCovarianceThatIsNoneIsRefused() {
    MlpPolicy policy = MlpPolicy.random(3, List.of(), 2, Activation.TANH, 1);

    assertThatThrownBy(() -> policy.withCovariance(new DMatrixRMaj(2, 2)))
        .hasMessage("C must be symmetric and positive definite, was not");
    assertThatThrownBy(() -> policy.withCovariance(new DMatrixRMaj(3, 3)))
        .hasMessage("C must be 2×2, was 3×3");
  }
}

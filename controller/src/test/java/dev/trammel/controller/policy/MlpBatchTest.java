package dev.trammel.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnEachKernels
class MlpBatchTest {

  private static final int P = 5;
  private static final int M = 3;
  private static final int BATCH = 11;

  private final Kernels kernels;

  MlpBatchTest(Kernels kernels) {
    this.kernels = kernels;
  }

  private static double[][] rows(int count, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = Rows.padded(count, size);
    for (double[] row : rows) {
      System.arraycopy(Policies.vector(size, random), 0, row, 0, size);
    }
    return rows;
  }

  /** ½Σ|f(x)|². */
  private static double loss(MlpBatch network, double[][] inputs, int count) {
    double[][] outputs = network.forward(inputs, count);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < M; j++) {
        sum += 0.5 * outputs[i][j] * outputs[i][j];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreWhatDifferencesTell(Activation activation) {
    double step = 1e-6;
    for (int count : new int[] {BATCH, 1, 6}) {
      MlpPolicy policy = MlpPolicy.random(P, List.of(9, 17), M, activation, count);
      MlpParameters parameters = MlpParameters.of(policy);
      MlpParameters gradient = new MlpParameters(parameters.sizes);
      MlpBatch network = new MlpBatch(activation, parameters, BATCH, kernels);
      double[][] inputs = rows(BATCH, P, 4);
      double[][] outputs = network.forward(inputs, count);
      for (int i = 0; i < count; i++) {
        System.arraycopy(outputs[i], 0, network.outputDerivatives()[i], 0, M);
      }
      network.backward(count, gradient);

      for (int layer = 0; layer < parameters.layers(); layer++) {
        double[][] weights = parameters.weights[layer];
        for (int k = 0; k <= weights.length; k++) {
          double[] row = k < weights.length ? weights[k] : parameters.biases[layer];
          double[] found = k < weights.length ? gradient.weights[layer][k] : gradient.biases[layer];
          for (int j = 0; j < parameters.sizes[layer + 1]; j++) {
            double value = row[j];
            row[j] = value + step;
            double above = loss(network, inputs, count);
            row[j] = value - step;
            double below = loss(network, inputs, count);
            row[j] = value;
            assertThat(found[j]).isCloseTo((above - below) / (2 * step), within(1e-6));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBatchIsItsSamples(Activation activation) {
    MlpPolicy policy = MlpPolicy.random(14, List.of(64, 64), 7, activation, 2);
    MlpBatch network = new MlpBatch(activation, MlpParameters.of(policy), 64, kernels);
    double[][] inputs = rows(64, 14, 4);

    double[][] outputs = network.forward(inputs, 61);

    for (int i = 0; i < 61; i++) {
      double[] expected = Policies.mean(policy, Arrays.copyOf(inputs[i], 14));
      for (int j = 0; j < 7; j++) {
        assertThat(outputs[i][j]).isCloseTo(expected[j], within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStepAllocatesNothing(Activation activation) {
    MlpPolicy policy = MlpPolicy.random(P, List.of(16, 16), M, activation, 2);
    MlpParameters parameters = MlpParameters.of(policy);
    MlpParameters gradient = new MlpParameters(parameters.sizes);
    MlpBatch network = new MlpBatch(activation, parameters, BATCH, kernels);
    Adam adam = new Adam(parameters, gradient, 0, kernels);
    double[][] inputs = rows(BATCH, P, 4);

    assertThat(Allocation.bytes(
            () -> {
              network.forward(inputs, BATCH);
              network.backward(BATCH, gradient);
              adam.step(1e-3);
            },
            3_000))
        .isZero();
  }
}

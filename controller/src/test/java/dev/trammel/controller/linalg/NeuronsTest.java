package dev.trammel.controller.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.testing.OnEachKernels;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@OnEachKernels
class NeuronsTest {

  private static final int TRIALS = 100_000;

  private final Neurons neurons;

  NeuronsTest(Kernels kernels) {
    neurons = kernels.neurons();
  }

  /** Of all sizes, both signs. */
  private static double anyNumber(SplittableRandom random) {
    return (random.nextBoolean() ? 1 : -1) * StrictMath.exp(random.nextDouble(-40, 8));
  }

  private static double[] numbers(int length, SplittableRandom random) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = anyNumber(random);
    }
    return numbers;
  }

  @Test
  void tanhIsAsGoodAsADoubleCanBe() {
    SplittableRandom random = new SplittableRandom(1);
    double[] z = numbers(TRIALS, random);
    double[] found = z.clone();

    neurons.tanh(found);

    for (int i = 0; i < TRIALS; i++) {
      double expected = StrictMath.tanh(z[i]);
      assertThat(found[i]).isCloseTo(expected, within(1e-15 * Math.abs(expected)));
    }
  }

  @Test
  void tanhIsTheQuotientOfExponentials() {
    MathContext precision = new MathContext(60);
    double[] z = new double[64];
    for (int i = 0; i < z.length; i++) {
      z[i] = 0.0625 * (i - 20) + 1e-3;
    }
    double[] found = z.clone();

    neurons.tanh(found);

    for (int i = 0; i < z.length; i++) {
      BigDecimal power = exponential(new BigDecimal(2 * z[i]), precision);
      BigDecimal expected =
          power.subtract(BigDecimal.ONE).divide(power.add(BigDecimal.ONE), precision);
      BigDecimal error = new BigDecimal(found[i]).subtract(expected).abs();
      assertThat(error.doubleValue()).isLessThan(6e-16 * Math.abs(expected.doubleValue()));
    }
  }

  private static BigDecimal exponential(BigDecimal x, MathContext precision) {
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 100; k++) {
      term = term.multiply(x).divide(BigDecimal.valueOf(k), precision);
      sum = sum.add(term);
    }
    return sum;
  }

  @Test
  void tanhHasItsLimitsAndItsSymmetry() {
    double[] z = {0, -0.0, 30, -30, 1e40, -1e40, Double.NaN, Double.MIN_VALUE};

    neurons.tanh(z);

    assertThat(z).containsExactly(0, 0, 1, -1, 1, -1, Double.NaN, Double.MIN_VALUE);
    SplittableRandom random = new SplittableRandom(2);
    double[] above = numbers(800, random);
    double[] below = above.clone();
    for (int i = 0; i < below.length; i++) {
      below[i] = -below[i];
    }
    neurons.tanh(above);
    neurons.tanh(below);
    for (int i = 0; i < below.length; i++) {
      assertThat(below[i]).isEqualTo(-above[i]);
    }
  }

  @Test
  void reluLeavesWhatIsPositiveAndWhatIsNoNumber() {
    double[] z = {1, -1, 0, Double.NaN, 1e-300, -1e-300, Double.POSITIVE_INFINITY, -1e300};

    neurons.relu(z);

    assertThat(z).containsExactly(1, 0, 0, Double.NaN, 1e-300, 0, Double.POSITIVE_INFINITY, 0);
  }

  @Test
  void allKernelsAgreeToTheBitButInALayersSums() {
    Neurons rows = Kernels.rows().neurons();
    SplittableRandom random = new SplittableRandom(3);
    double[] z = numbers(4_000, random);
    double[] d = numbers(4_000, random);
    double[][] found = {z.clone(), z.clone(), d.clone(), d.clone()};
    double[][] expected = {z.clone(), z.clone(), d.clone(), d.clone()};

    everything(neurons, found);
    everything(rows, expected);

    assertThat(found).isDeepEqualTo(expected);
  }

  private static void everything(Neurons neurons, double[][] values) {
    neurons.tanh(values[0]);
    neurons.relu(values[1]);
    neurons.chainTanh(values[0], values[2]);
    neurons.chainRelu(values[1], values[3]);
    AdamStep step = new AdamStep();
    AdamRow row = new AdamRow(values[1], values[0]);
    for (int i = 0; i < 10; i++) {
      step.next(1e-2, 1e-3);
      neurons.step(step, row);
    }
  }

  @Test
  void aLayerIsItsSumsOfRoundedWeights() {
    for (int trial = 0; trial < 300; trial++) {
      SplittableRandom random = new SplittableRandom(trial);
      int in = random.nextInt(1, 40);
      int out = random.nextInt(1, 200);
      double[][] weights = Rows.padded(in, out);
      double[] bias = Rows.padded(out);
      double[] a = new double[in];
      for (int i = 0; i < in; i++) {
        a[i] = random.nextDouble(-1, 1);
        for (int j = 0; j < out; j++) {
          weights[i][j] = random.nextDouble(-1, 1);
        }
      }
      for (int j = 0; j < out; j++) {
        bias[j] = random.nextDouble(-1, 1);
      }
      double[] z = Rows.padded(out);

      neurons.layer(weights, bias).of(a, z);

      for (int j = 0; j < out; j++) {
        double sum = bias[j];
        for (int i = 0; i < in; i++) {
          sum += a[i] * Weights.rounded(weights[i][j]);
        }
        assertThat(z[j]).isCloseTo(sum, within(1e-14 * (in + 1)));
      }
    }
  }

  @Test
  void weightsAreRoundedToTheNearest() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < TRIALS; i++) {
      double value = anyNumber(random);
      double rounded = Weights.rounded(value);

      assertThat(rounded).isCloseTo(value, within(0x1p-21 * Math.abs(value)));
      assertThat(Weights.rounded(rounded)).isEqualTo(rounded);
    }
  }

  @Test
  void nothingAllocates() {
    double[] z = Rows.padded(64);
    double[] d = Rows.padded(64);
    AffineMap layer = neurons.layer(Rows.padded(64, 64), z);
    AdamStep step = new AdamStep();
    AdamRow row = new AdamRow(z, d);

    assertThat(Allocation.bytes(
            () -> {
              layer.of(d, z);
              neurons.tanh(z);
              neurons.chainTanh(z, d);
              neurons.relu(z);
              neurons.chainRelu(z, d);
              step.next(1e-3, 0);
              neurons.step(step, row);
            },
            20_000))
        .isZero();
  }
}

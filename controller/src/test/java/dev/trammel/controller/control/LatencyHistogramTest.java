package dev.trammel.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  @Test
  void quantilesAreThoseOfTheSortedValuesButForAClassesWidth() {
    SplittableRandom random = new SplittableRandom(0);
    LatencyHistogram histogram = new LatencyHistogram();
    long[] values = new long[100_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble(0, 20));
      histogram.add(values[i]);
    }
    Arrays.sort(values);

    assertThat(histogram.total()).isEqualTo(values.length);
    assertThat(histogram.greatest()).isEqualTo(values[values.length - 1]);
    for (double part : new double[] {1e-6, 0.01, 0.5, 0.99, 0.999, 1}) {
      double exact = (double) values[(int) Math.ceil(part * values.length) - 1];
      assertThat(histogram.quantile(part)).isCloseTo(exact, within(exact / 64));
    }
  }

  @Test
  void countsWhatIsBelowABound() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (long value : new long[] {0, 10, 1000, 1000, 5_000_000}) {
      histogram.add(value);
    }

    assertThat(histogram.below(0)).isZero();
    assertThat(histogram.below(10)).isEqualTo(1);
    assertThat(histogram.below(11)).isEqualTo(2);
    assertThat(histogram.below(2000)).isEqualTo(4);
    assertThat(histogram.below(1_000_000_000)).isEqualTo(5);
  }
}

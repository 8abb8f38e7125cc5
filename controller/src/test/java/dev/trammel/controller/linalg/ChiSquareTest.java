package dev.trammel.controller.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChiSquareTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 28, 140, 520})
  void tailOfEvenDegreesIsThatOfAPoissonSum(int degrees) {
    for (double value = 0.1; value < Math.min(1_400, 4 * degrees + 40); value *= 1.5) {
      // Q = e^(−x/2) Σ_{j<k/2} (x/2)ʲ / j!
      double term = Math.exp(-value / 2);
      double sum = 0;
      for (int j = 0; j < degrees / 2; j++) {
        sum += term;
        term *= value / 2 / (j + 1);
      }

      assertThat(ChiSquare.tail(value, degrees)).isCloseTo(sum, Percentage.withPercentage(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.05, 1, 3.841458820694124",
    "0.01, 1, 6.634896601021213",
    "0.01, 10, 23.209251158954356",
    "0.05, 100, 124.34211340400407",
    "0.99, 5, 0.5542980767282772"
  })
  void quantilesAreThoseOfTables(double probability, int degrees, double value) {
    assertThat(ChiSquare.quantile(probability, degrees)).isCloseTo(value, within(1e-9 * value));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-100, 1e-9, 1e-4, 0.3, 0.5, 0.999})
  void quantileIsExceededWithItsProbability(double probability) {
    for (int degrees : new int[] {1, 3, 14, 77, 2600}) {
      double value = ChiSquare.quantile(probability, degrees);

      assertThat(ChiSquare.tail(value, degrees))
          .isCloseTo(probability, Percentage.withPercentage(1e-6));
    }
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> ChiSquare.quantile(0, 3)).hasMessageContaining("tail probability");
    assertThatThrownBy(() -> ChiSquare.quantile(Double.NaN, 3))
        .hasMessageContaining("tail probability");
    assertThatThrownBy(() -> ChiSquare.tail(1, 0)).hasMessageContaining("degrees of freedom");
  }
}

package dev.trammel.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 3, 0",
    "1234.5, 3, 1230",
    "-0.25, 3, −0.25",
    "2.5e-7, 3, 2.5×10⁻⁷",
    "999999, 3, 10⁶",
    "1e300, 2, 10³⁰⁰",
    "NaN, 2, –",
    "-Infinity, 2, −∞"
  })
  void numbersAreWrittenAsPeopleReadThem(double value, int digits, String text) {
    assertThat(Numbers.significant(value, digits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.3, 4",
    "1, 2.2e-6, 8",
    "-0.3, 2.2e-6, 8",
    "0.004, 0.001, 4",
    "0, 0.1, 4",
    "1, 0, 4",
    "1, 1e-20, 9"
  })
  void aValueHasSoManyDigitsThatItsIntervalShows(double value, double half, int digits) {
    assertThat(Numbers.digits(value, half)).isEqualTo(digits);
  }
}

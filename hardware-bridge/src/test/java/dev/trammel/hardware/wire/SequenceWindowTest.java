package dev.trammel.hardware.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceWindowTest {

  @ParameterizedTest
  @CsvSource({"1, 5", "64, 40", "64, 300", "1024, 900"})
  void takesEachNumberOnceAndNoneThatIsTooOld(int size, int spread) {
    SplittableRandom random = new SplittableRandom(size);
    SequenceWindow window = new SequenceWindow(size);
    Set<Long> taken = new HashSet<>();
    // the numbers are unsigned: from below 2^63 to above it
    long middle = Long.MAX_VALUE - 10_000;
    long first = middle;
    long newest = middle;
    assertThat(window.take(middle)).isTrue();
    taken.add(middle);
    for (int i = 0; i < 50_000; i++) {
      middle += random.nextInt(2) + (random.nextInt(5000) == 0 ? 2L * size : 0);
      long number = middle + random.nextInt(-spread, spread);
      boolean isLate = Long.compareUnsigned(number, newest) <= 0;
      boolean fits = !isLate || newest - number < size && Long.compareUnsigned(number, first) > 0;
      assertThat(window.take(number)).isEqualTo(fits && taken.add(number));
      newest = isLate ? newest : number;
    }
  }
}

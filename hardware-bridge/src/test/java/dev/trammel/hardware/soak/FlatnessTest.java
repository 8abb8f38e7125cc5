package dev.trammel.hardware.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatnessTest {

  private static final int SAMPLES = 30;

  private interface Course {
    Sample at(int minute);
  }

  private static List<Boolean> grown(Course course) {
    return Flatness.of(IntStream.range(0, SAMPLES).mapToObj(course::at).toList()).stream()
        .map(Flatness::hasGrown)
        .toList();
  }

  @Test
  void whatMovesUpAndDownIsFlat() {
    assertThat(grown(t -> new Sample(40 + t % 3, 80 + t % 2, 12_000_000 + 300_000 * (t % 4), 1)))
        .containsExactly(false, false, false);
  }

  @Test
  void aThreadEveryFiveMinutesIsGrowth() {
    assertThat(grown(t -> new Sample(40 + t / 5, 80, 12_000_000, 1)))
        .containsExactly(true, false, false);
  }

  @Test
  void aFileEveryFiveMinutesIsGrowth() {
    assertThat(grown(t -> new Sample(40, 80 + t / 5, 12_000_000, 1)))
        .containsExactly(false, true, false);
  }

  @Test
  void aTenthOfAMegabyteEachMinuteIsGrowth() {
    assertThat(grown(t -> new Sample(40, 80, 12_000_000 + 100_000L * t, 1)))
        .containsExactly(false, false, true);
  }

  @Test
  void whatComesWhileWarmingUpDoesNotCount() {
    assertThat(grown(t -> new Sample(40 + Math.min(t, 4), 80, 12_000_000, 1)))
        .containsExactly(false, false, false);
  }

  @Test
  void fewSamplesTellNothing() {
    List<Sample> few =
        IntStream.range(0, 9).mapToObj(t -> new Sample(t, t, t, 1)).toList();
    assertThat(Flatness.of(few)).noneMatch(Flatness::known);
  }
}

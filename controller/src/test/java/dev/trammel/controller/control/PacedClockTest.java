package dev.trammel.controller.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On time that the test owns: a thread that sleeps wakes a little too early, then on time. */
class PacedClockTest {

  private static final long PERIOD = 50_000_000;

  private long now = 7;
  private final PacedClock clock = new PacedClock(0.05, () -> now, this::sleep);

  private void sleep(long nanos) {
    now += Math.max(1, nanos * 9 / 10);
  }

  /** When cycles begin, each of which takes so long. */
  private List<Long> begun(long... work) {
    List<Long> begun = new ArrayList<>();
    for (int step = 0; step < work.length; step++) {
      clock.awaitCycle(step);
      begun.add(now);
      now += work[step];
    }
    return begun;
  }

  @Test
  void cyclesBeginAPeriodApartWhateverTheyTake() {
    assertThat(begun(10_000_000, 1_000_000, 49_000_000, 0))
        .containsExactly(7L, 7 + PERIOD, 7 + 2 * PERIOD, 7 + 3 * PERIOD);
  }

  @Test
  void aCycleThatIsLateByLessThanAPeriodDelaysNoOther() {
    assertThat(begun(80_000_000, 0, 0)).containsExactly(7L, 7 + 80_000_000L, 7 + 2 * PERIOD);
  }

  @Test
  void afterALongDelayNoCycleIsInAHurry() {
    assertThat(begun(0, 170_000_000, 0, 0))
        .containsExactly(7L, 7 + PERIOD, 7 + 220_000_000L, 7 + 270_000_000L);
  }

  @Test
  void anEpisodeBeginsAtOnce() {
    begun(0, 0);
    now += 1_000;

    assertThat(begun(0)).containsExactly(7 + PERIOD + 1_000);
  }
}

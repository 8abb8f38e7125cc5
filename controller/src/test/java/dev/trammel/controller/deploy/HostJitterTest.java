package dev.trammel.controller.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.deploy.Finding.Verdict;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HostJitterTest {

  /** A host that wakes the k-th sleeper k microseconds late. */
  private static HostJitter everLater(int wakes) {
    AtomicLong now = new AtomicLong();
    AtomicLong late = new AtomicLong();
    return HostJitter.measure(
        0.001, wakes, now::get, sleep -> now.addAndGet(sleep + 1000 * late.incrementAndGet()));
  }

  @Test
  void latenessIsToldByItsQuantiles() {
    HostJitter jitter = everLater(101);

    assertThat(jitter.median()).isCloseTo(51e-6, within(1e-12));
    assertThat(jitter.p99()).isCloseTo(100e-6, within(1e-12));
    assertThat(jitter.greatest()).isCloseTo(101e-6, within(1e-12));
  }

  @Test
  void aSleepThatEndsTooEarlyIsContinued() {
    AtomicLong now = new AtomicLong();
    HostJitter jitter =
        HostJitter.measure(0.001, 3, now::get, sleep -> now.addAndGet(Math.max(1, sleep / 2)));

    assertThat(jitter.greatest()).isZero();
    assertThat(now.get()).isEqualTo(3_000_000);
  }

  @Test
  void aHostThatIsLateByMoreThanATenthOfAPeriodIsWarnedOf() {
    HostJitter jitter = everLater(101);

    assertThat(HostChecks.jitter(jitter, 0.0011).verdict()).isEqualTo(Verdict.PASS);
    assertThat(HostChecks.jitter(jitter, 0.0009).verdict()).isEqualTo(Verdict.WARN);
    assertThat(HostChecks.jitter(jitter, 0.05).found())
        .isEqualTo("late by 51 µs in the middle, 0.10 ms at p99, 0.10 ms at most, of 101 wakes; a"
            + " period has 50.0 ms");
  }
}

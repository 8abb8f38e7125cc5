package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockOffsetTest {

  private static final long OFFSET = -7_200_000_000L;

  /** A device's clock that runs evenly, and a network with a tail. */
  private static final class World {

    final ClockOffset clock = new ClockOffset();
    private final SplittableRandom random;
    private final double drift;
    long now = 1_000_000;

    World(long seed, double drift) {
      random = new SplittableRandom(seed);
      this.drift = drift;
    }

    long device(long local) {
      return local + OFFSET + Math.round(drift * local);
    }

    private long delay() {
      double u = random.nextDouble();
      return Math.round(150 + 300 * random.nextDouble() + (u < 0.1 ? 40_000 * u : 0));
    }

    void ping() {
      long sent = now;
      long came = sent + delay();
      long went = came + 20;
      long back = went + delay();
      clock.add(new Exchange(sent, device(came), device(went), back));
      now = back + 250_000;
    }

    long error() {
      return Math.abs(clock.at(now) - device(now));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 2e-4", "3, -2e-4", "4, 5e-5", "5, -1e-6"})
  void theDevicesTimeIsWrongByNoMoreThanTheBound(long seed, double drift) {
    World world = new World(seed, drift);

    for (int i = 0; i < 2000; i++) {
      world.ping();
      // the exchange itself is in whole microseconds
      assertThat(world.error()).isLessThanOrEqualTo(world.clock.bound(world.now) + 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 2e-4", "3, -2e-4"})
  void pingsForAWhileTellItToAFractionOfAMillisecond(long seed, double drift) {
    World world = new World(seed, drift);
    for (int i = 0; i < ClockOffset.KEPT; i++) {
      world.ping();
    }

    assertThat(world.clock.bound(world.now)).isLessThan(700);
    assertThat(world.error()).isLessThan(300);
  }

  @Test
  void theBoundGrowsWhileNothingIsHeard() {
    World world = new World(1, 0);
    for (int i = 0; i < ClockOffset.KEPT; i++) {
      world.ping();
    }
    long fresh = world.clock.bound(world.now);

    assertThat(world.clock.bound(world.now + 60_000_000)).isGreaterThan(2 * fresh);
  }

  @Test
  void whatCannotBeIsNotBelieved() {
    ClockOffset clock = new ClockOffset();
    clock.add(new Exchange(1000, 50, 40, 2000));
    clock.add(new Exchange(1000, 50, 5000, 2000));
    clock.add(new Exchange(2000, 50, 60, 1000));

    assertThat(clock.size()).isZero();
    assertThat(clock.bound(3000)).isEqualTo(Long.MAX_VALUE);
  }
}

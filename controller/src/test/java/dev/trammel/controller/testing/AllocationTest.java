package dev.trammel.controller.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationTest {

  private double sum;
  private double[] kept = {};

  @Test
  void arithmeticAllocatesNothing() {
    assertThat(Allocation.bytes(() -> sum += Math.sqrt(sum + 1), 10_000)).isZero();
  }

  @Test
  void anArrayThatEscapesIsSeen() {
    assertThat(Allocation.bytes(() -> kept = new double[] {sum}, 10_000))
        .isGreaterThanOrEqualTo(10_000 * 8L);
    assertThat(kept).hasSize(1);
  }

  @Test
  void oneAllocationInThousandsOfCallsIsSeen() {
    int[] calls = {0};

    long bytes = Allocation.bytes(
        () -> {
          if (++calls[0] % 10_000 == 0) {
            kept = new double[100];
          }
        },
        10_000);

    assertThat(bytes).isGreaterThanOrEqualTo(800);
  }
}

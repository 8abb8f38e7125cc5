package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.testing.Allocation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class LatestValueTest {

  private static final int HORIZON = 6;

  @Test
  void theReaderGetsTheNewestValueOnce() {
    LatestValue<long[]> latest = new LatestValue<>(() -> new long[1]);
    assertThat(latest.refresh()).isFalse();
    assertThat(latest.read()[0]).isZero();
    for (long value = 1; value <= 7; value++) {
      latest.draft()[0] = value;
      latest.publish();
      if (value % 3 == 0) {
        assertThat(latest.refresh()).isTrue();
        assertThat(latest.refresh()).isFalse();
        assertThat(latest.read()[0]).isEqualTo(value);
      }
    }
    assertThat(latest.read()[0]).isEqualTo(6);
  }

  @Test
  void aDraftIsNotSeenBeforeItIsPublished() {
    LatestValue<long[]> latest = new LatestValue<>(() -> new long[1]);
    latest.draft()[0] = 1;

    assertThat(latest.refresh()).isFalse();
    assertThat(latest.read()[0]).isZero();
  }

  /** Every number of a plan follows from its request; a torn plan holds those of two. */
  @Test
  void noPlanIsTornBetweenTwoThreads() throws InterruptedException {
    LatestValue<MpcPlan> latest = new LatestValue<>(() -> new MpcPlan(HORIZON, 4, 2));
    AtomicBoolean done = new AtomicBoolean();
    Thread writer = new Thread(() -> {
      for (long request = 1; !done.get(); request++) {
        fill(latest.draft(), request);
        latest.publish();
      }
    });
    writer.start();
    long last = 0;
    int torn = 0;
    int read = 0;
    try {
      while (read < 100_000) {
        if (latest.refresh()) {
          MpcPlan plan = latest.read();
          torn += isWhole(plan) && plan.request() > last ? 0 : 1;
          last = plan.request();
          read++;
        }
      }
    } finally {
      done.set(true);
      writer.join();
    }
    assertThat(torn).isZero();
  }

  @Test
  void aTornPlanWouldBeSeen() {
    MpcPlan plan = new MpcPlan(HORIZON, 4, 2);
    fill(plan, 5);
    assertThat(isWhole(plan)).isTrue();
    plan.gains[3].set(1, 2, 0);
    assertThat(isWhole(plan)).isFalse();
  }

  @Test
  void handingOverAllocatesNothing() {
    LatestValue<MpcPlan> latest = new LatestValue<>(() -> new MpcPlan(HORIZON, 4, 2));
    MpcPlan plan = new MpcPlan(HORIZON, 4, 2);
    fill(plan, 3);
    Runnable handOver = () -> {
      plan.copyTo(latest.draft());
      latest.publish();
      latest.refresh();
    };
    assertThat(Allocation.bytes(handOver, 10_000)).isZero();
    assertThat(isWhole(latest.read())).isTrue();
  }

  private static void fill(MpcPlan plan, long request) {
    plan.request = request;
    plan.first = (int) (request % 1000);
    plan.steps = HORIZON;
    for (int i = 0; i < HORIZON; i++) {
      fill(plan.states[i], (double) (request + i));
      fill(plan.inputs[i], request + i + 0.25);
      fill(plan.gains[i], request + i + 0.5);
    }
    fill(plan.states[HORIZON], (double) (request + HORIZON));
  }

  private static void fill(DMatrixRMaj matrix, double value) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = value;
    }
  }

  private static boolean isWhole(MpcPlan plan) {
    boolean whole = plan.first == (int) (plan.request % 1000) && plan.steps == HORIZON;
    for (int i = 0; i < HORIZON; i++) {
      whole &= isAll(plan.states[i], (double) (plan.request + i));
      whole &= isAll(plan.inputs[i], plan.request + i + 0.25);
      whole &= isAll(plan.gains[i], plan.request + i + 0.5);
    }
    return whole && isAll(plan.states[HORIZON], (double) (plan.request + HORIZON));
  }

  private static boolean isAll(DMatrixRMaj matrix, double value) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (matrix.data[i] != value) {
        return false;
      }
    }
    return true;
  }
}

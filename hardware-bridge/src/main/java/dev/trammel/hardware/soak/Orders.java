package dev.trammel.hardware.soak;

import dev.trammel.hardware.wire.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The commands of a stream or a horizon that a device has taken, and which of them still hold. */
final class Orders {

  /** A device keeps two plans; one more may have come in the same tick. */
  private static final int PLANS = 3;

  private static final double ROUNDING = 1e-9;

  private final List<Setpoint> setpoints = new ArrayList<>();
  private final Deque<Request.Horizon> plans = new ArrayDeque<>();
  private boolean any;

  private record Setpoint(double[] action, long expiry) {}

  /** A new run begins: nothing of the last one holds. */
  void clear() {
    setpoints.clear();
    plans.clear();
    any = false;
  }

  void take(Request.Setpoint taken, long expiry, long now) {
    setpoints.removeIf(old -> old.expiry() + 1_000_000 < now);
    setpoints.add(new Setpoint(taken.action().clone(), expiry));
    any = true;
  }

  void take(Request.Horizon taken) {
    plans.add(taken);
    if (plans.size() > PLANS) {
      plans.removeFirst();
    }
  }

  /** Whether setpoints came and all of them have expired by now. */
  boolean allExpired(long now) {
    return any && setpoints.stream().noneMatch(setpoint -> setpoint.expiry() > now);
  }

  /** Whether a setpoint that holds at this time says so. */
  boolean says(double[] requested, long when) {
    return setpoints.stream()
        .anyMatch(s -> s.expiry() > when && Arrays.equals(s.action(), requested));
  }

  /** Whether a plan that covers the step says so at this reading. */
  boolean says(double[] requested, int step, double[] reading) {
    return plans.stream().anyMatch(plan -> {
      int entry = step - plan.step();
      return entry >= 0
          && entry < plan.gains().length
          && isNear(requested, plan.gains()[entry], plan.offsets()[entry], reading);
    });
  }

  private static boolean isNear(double[] requested, double[] K, double[] k, double[] x) {
    for (int i = 0; i < requested.length; i++) {
      double u = k[i];
      for (int j = 0; j < x.length; j++) {
        u += K[i * x.length + j] * x[j];
      }
      if (!(Math.abs(u - requested[i]) <= ROUNDING * (1 + Math.abs(u)))) {
        return false;
      }
    }
    return true;
  }
}

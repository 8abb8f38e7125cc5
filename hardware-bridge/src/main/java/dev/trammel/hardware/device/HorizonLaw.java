package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * Horizon: a step's input is u = Kx + k, with the entry for this step of the newest HORIZON that
 * covers it, at the present reading. Two are kept, so that the older one lasts until the newer
 * begins.
 */
final class HorizonLaw implements Law {

  private final Wiring wiring;
  private final long deadline;
  private final int mostSteps;
  private Request.@Nullable Horizon newest;
  private Request.@Nullable Horizon older;
  private int step;
  private long firstStepAt = -1;

  /** @param deadline how late after its first step a HORIZON may come [µs] */
  HorizonLaw(Wiring wiring, long deadline, int mostSteps) {
    this.wiring = wiring;
    this.deadline = deadline;
    this.mostSteps = mostSteps;
  }

  /** Takes a plan. */
  Answer take(Request.Horizon plan, long now) {
    if (plan.gains().length > mostSteps) {
      return Answer.refused(
          Code.SIZE, "a horizon has " + mostSteps + " steps at most, this " + plan.gains().length);
    }
    if (plan.sensors() != wiring.p
        || plan.offsets().length == 0
        || plan.offsets()[0].length != wiring.m) {
      return Answer.refused(Code.VALUE, "a horizon for another number of sensors or inputs");
    }
    long planned = (long) plan.step() * wiring.periodMicros;
    if (firstStepAt >= 0 && now - (firstStepAt + planned) > deadline) {
      return Answer.refused(Code.EXPIRED, "a horizon from step " + plan.step() + " on is too late");
    }
    older = newest;
    newest = plan;
    return Answer.OK;
  }

  @Override
  public boolean isWaiting() {
    return newest == null;
  }

  @Override
  public Fault request(int nextStep, double[] reading, long now, double[] out) {
    step = nextStep;
    if (firstStepAt < 0) {
      firstStepAt = now;
    }
    Request.Horizon plan = covers(newest) ? newest : covers(older) ? older : null;
    if (plan == null) {
      return Fault.LATE;
    }
    int entry = step - plan.step();
    AffineLaw.feedback(plan.gains()[entry], plan.offsets()[entry], reading, out);
    return Fault.NONE;
  }

  private boolean covers(Request.@Nullable Horizon plan) {
    return plan != null && step >= plan.step() && step - plan.step() < plan.gains().length;
  }
}

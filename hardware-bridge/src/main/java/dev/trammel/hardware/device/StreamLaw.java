package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Request;
import org.jspecify.annotations.Nullable;

/** Stream: a step's input is the newest SETPOINT that has not expired. */
final class StreamLaw implements Law {

  private final int m;
  private final long deadline;
  private double @Nullable [] newest;
  private long expiry;
  private long actingUntil = Long.MAX_VALUE;

  /** @param deadline how far ahead a SETPOINT may expire [µs] */
  StreamLaw(int m, long deadline) {
    this.m = m;
    this.deadline = deadline;
  }

  /** Takes a command that has not expired. */
  Answer take(Request.Setpoint setpoint, long newExpiry, long now) {
    if (setpoint.action().length != m) {
      return Answer.refused(
          Code.VALUE, "a setpoint has " + m + " inputs, this " + setpoint.action().length);
    }
    if (newExpiry - now > deadline) {
      return Answer.refused(Code.AHEAD, "a setpoint acts " + deadline + " µs at most");
    }
    newest = setpoint.action();
    expiry = newExpiry;
    return Answer.OK;
  }

  @Override
  public boolean isWaiting() {
    return newest == null;
  }

  @Override
  public Fault request(int step, double[] reading, long now, double[] out) {
    if (newest == null || now >= expiry) {
      return Fault.LATE;
    }
    System.arraycopy(newest, 0, out, 0, m);
    actingUntil = expiry;
    return Fault.NONE;
  }

  /** A command that expires while it acts has no successor: it acts no longer. */
  @Override
  public Fault watch(long now) {
    return now >= actingUntil ? Fault.LATE : Fault.NONE;
  }
}

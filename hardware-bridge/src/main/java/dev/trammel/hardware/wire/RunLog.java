package dev.trammel.hardware.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a device recorded of a run, section 9. Arrays are neither copied nor modified.
 *
 * @param run its number
 * @param activity what ran
 * @param end how it ended
 * @param fault NONE unless it ended by one
 * @param sensors p
 * @param actuators m
 * @param steps those done, first step first
 * @param last the reading after the last step, or the last one that was whole
 */
public record RunLog(
    int run,
    Activity activity,
    RunEnd end,
    Fault fault,
    int sensors,
    int actuators,
    List<Step> steps,
    Reading last) {

  static final int FORMAT = 1;
  static final int LIMITED = 1;
  static final int RATE_LIMITED = 2;

  private static final int HEAD_BYTES = 20;
  private static final int HASH_BYTES = 32;

  public RunLog {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param time when its sensors were read, by the device's clock [µs]
   * @param limited whether an input was beyond its limit
   * @param rateLimited whether an input changed faster than it may
   * @param sensors p readings
   * @param requested m inputs that the controller wanted
   * @param applied m inputs after all limits
   */
  public record Step(
      long time,
      boolean limited,
      boolean rateLimited,
      double[] sensors,
      double[] requested,
      double[] applied) {}

  /**
   * What was read.
   *
   * @param time when, by the device's clock [µs]
   * @param sensors p readings
   */
  public record Reading(long time, double[] sensors) {}

  /** The bytes of section 9. */
  public byte[] encode() {
    WireWriter out = new WireWriter();
    out.u32(FORMAT);
    out.u32(run);
    out.u8(activity.number());
    out.u8(end.number());
    out.u8(fault.number());
    out.u8(0);
    out.u32(steps.size());
    out.u16(sensors);
    out.u16(actuators);
    for (int t = 0; t < steps.size(); t++) {
      write(steps.get(t), out);
    }
    out.u64(last.time());
    out.f64(last.sensors());
    out.raw(Sha256.of(out.finish()));
    return out.finish();
  }

  private static void write(Step step, WireWriter out) {
    out.u64(step.time());
    out.u32((step.limited() ? LIMITED : 0) | (step.rateLimited() ? RATE_LIMITED : 0));
    out.u32(0);
    out.f64(step.sensors());
    out.f64(step.requested());
    out.f64(step.applied());
  }

  /** Reads a log; HASH if its check sum is wrong. */
  public static Decoded<RunLog> decode(byte[] bytes) {
    int end = bytes.length - HASH_BYTES;
    if (end < HEAD_BYTES) {
      return Decoded.refused(Code.VALUE, 0, "a log of " + bytes.length + " bytes is too short");
    }
    byte[] hash = Arrays.copyOfRange(bytes, end, bytes.length);
    if (!Arrays.equals(hash, Sha256.of(bytes, end))) {
      return Decoded.refused(Code.HASH, end, "the log's SHA-256 is wrong");
    }
    return read(WireReader.of(bytes, end));
  }

  private static Decoded<RunLog> read(WireReader in) {
    int format = in.bits();
    in.check(format == FORMAT, 4, "the format", "be 1", format);
    int run = in.count("the run");
    Activity activity = in.oneOf(Activity.values(), "the activity");
    RunEnd end = in.oneOf(RunEnd.values(), "the end");
    Fault fault = in.oneOf(Fault.values(), "the fault");
    in.zeros(1);
    int count = in.count("the number of steps");
    int p = in.u16();
    int m = in.u16();
    List<Step> steps = steps(in, count, p, m);
    Reading last = new Reading(in.u64(), in.f64s(p, "a reading"));
    return in.result(() -> new RunLog(run, activity, end, fault, p, m, steps, last));
  }

  private static List<Step> steps(WireReader in, int count, int p, int m) {
    long size = 2L * Double.BYTES + (p + 2L * m) * Double.BYTES;
    in.check(
        count * size <= in.remaining(),
        8,
        "the content",
        "hold " + count + " steps",
        in.remaining() + " bytes");
    List<Step> steps = new ArrayList<>(in.failed() ? 0 : count);
    for (int t = 0; t < count && !in.failed(); t++) {
      steps.add(step(in, p, m));
    }
    return steps;
  }

  private static Step step(WireReader in, int p, int m) {
    long time = in.u64();
    int flags = in.bits();
    in.check((flags & ~(LIMITED | RATE_LIMITED)) == 0, 4, "the flags", "be known", flags);
    in.zeros(4);
    return new Step(
        time,
        (flags & LIMITED) != 0,
        (flags & RATE_LIMITED) != 0,
        in.f64s(p, "a reading"),
        in.f64s(m, "a requested input"),
        in.f64s(m, "an applied input"));
  }
}

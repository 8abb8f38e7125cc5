package dev.trammel.hardware.wire;

/** What a device sends, section 3. */
public sealed interface Report extends Body {

  /**
   * The device's clock; the header has when it went.
   *
   * @param ping sequence of the ping
   * @param sent its time [µs]
   * @param came when it came [µs]
   */
  record Pong(long ping, long sent, long came) implements Report {

    @Override
    public void writeTo(WireWriter out) {
      out.u64(ping);
      out.u64(sent);
      out.u64(came);
    }
  }

  /**
   * The answer to one request.
   *
   * @param request its sequence
   * @param requestType its type's number, which may be none that is known
   * @param code what came of it
   * @param minor greatest minor version spoken
   * @param place which float64 of the body, byte of the program or sensor is wrong; else 0
   * @param value LEASE: the session; MOVE, START: the run; else 0
   */
  record Ack(long request, int requestType, Code code, int minor, int place, long value)
      implements Report {

    @Override
    public void writeTo(WireWriter out) {
      out.u64(request);
      out.u8(requestType);
      out.u8(code.number());
      out.u16(minor);
      out.u32(place);
      out.u64(value);
    }
  }

  /**
   * A piece of what was recorded.
   *
   * @param run which
   * @param offset where the piece belongs [byte]
   * @param total length of the whole log [byte]
   * @param content the piece
   */
  record Log(int run, int offset, int total, byte[] content) implements Report {

    @Override
    public void writeTo(WireWriter out) {
      out.u32(run);
      out.u32(offset);
      out.u32(total);
      out.u32(content.length);
      out.raw(content);
    }
  }

  /**
   * How the device is.
   *
   * @param step of the activity
   * @param condition state, activity and fault
   * @param stopped whether a stop stands
   * @param virtual whether time passes by GRANT alone
   * @param session that holds the lease; 0 if none does
   * @param run the last run begun; 0 before the first
   * @param counters what was accepted and refused since boot
   * @param sensors p readings; none if they could not be read
   * @param requested m inputs that the controller wanted; none before the first
   * @param applied the inputs after all limits, as many as requested
   */
  record State(
      int step,
      Condition condition,
      boolean stopped,
      boolean virtual,
      long session,
      int run,
      Counters counters,
      double[] sensors,
      double[] requested,
      double[] applied)
      implements Report {

    static final int STOPPED = 1;
    static final int VIRTUAL = 2;

    @Override
    public void writeTo(WireWriter out) {
      out.u32(step);
      out.u8(condition.state().number());
      out.u8(condition.activity().number());
      out.u8(condition.fault().number());
      out.u8((stopped ? STOPPED : 0) | (virtual ? VIRTUAL : 0));
      out.u64(session);
      out.u32(run);
      out.u32(counters.accepted());
      out.u32(counters.gaps());
      for (long rejected : counters.rejected()) {
        out.u32(rejected);
      }
      out.u16(sensors.length);
      out.u16(requested.length);
      out.f64(sensors);
      out.f64(requested);
      out.f64(applied);
    }
  }

  /**
   * What a device is in.
   *
   * @param activity NONE unless active
   * @param fault NONE unless in FAULT, or on the way there
   */
  record Condition(DeviceState state, Activity activity, Fault fault) {}

  /**
   * Counters since boot, each modulo 2³².
   *
   * @param accepted records
   * @param gaps sequence numbers skipped
   * @param rejected by cause, as in section 7
   */
  record Counters(long accepted, long gaps, long[] rejected) {}
}

package dev.trammel.hardware.wire;

/** Reads what a device sends; the body's length is known to be right. */
final class ReportDecoder {

  private ReportDecoder() {}

  static Decoded<Report> decode(MessageType type, WireReader in) {
    return switch (type) {
      case PONG -> pong(in);
      case ACK -> ack(in);
      case STATE -> state(in);
      case LOG -> log(in);
      default -> throw new IllegalArgumentException(type + " is no report");
    };
  }

  private static Decoded<Report> pong(WireReader in) {
    long ping = in.u64();
    long sent = in.u64();
    long came = in.u64();
    return in.result(() -> new Report.Pong(ping, sent, came));
  }

  private static Decoded<Report> ack(WireReader in) {
    long request = in.u64();
    int requestType = in.u8();
    Code code = in.oneOf(Code.values(), "the code");
    int minor = in.u16();
    int place = in.count("the place");
    long value = in.u64();
    return in.result(() -> new Report.Ack(request, requestType, code, minor, place, value));
  }

  private static Decoded<Report> state(WireReader in) {
    int step = in.count("the step");
    Report.Condition condition = new Report.Condition(
        in.oneOf(DeviceState.values(), "the state"),
        in.oneOf(Activity.values(), "the activity"),
        in.oneOf(Fault.values(), "the fault"));
    int flags = in.u8();
    in.check(flags < 4, 1, "the flags", "be known", flags);
    long session = in.u64();
    int run = in.count("the run");
    Report.Counters counters = counters(in);
    int p = in.u16();
    int m = in.u16();
    double[] sensors = in.f64s(p, "a reading");
    double[] requested = in.f64s(m, "a requested input");
    double[] applied = in.f64s(m, "an applied input");
    return in.result(() -> new Report.State(
        step,
        condition,
        (flags & Report.State.STOPPED) != 0,
        (flags & Report.State.VIRTUAL) != 0,
        session,
        run,
        counters,
        sensors,
        requested,
        applied));
  }

  private static Report.Counters counters(WireReader in) {
    long accepted = in.u32();
    long gaps = in.u32();
    long[] rejected = new long[Code.COUNTERS];
    for (int i = 0; i < rejected.length; i++) {
      rejected[i] = in.u32();
    }
    return new Report.Counters(accepted, gaps, rejected);
  }

  private static Decoded<Report> log(WireReader in) {
    int run = in.count("the run");
    int offset = in.count("the offset");
    int total = in.count("the total");
    byte[] content = in.raw(in.u32());
    return in.result(() -> new Report.Log(run, offset, total, content));
  }
}

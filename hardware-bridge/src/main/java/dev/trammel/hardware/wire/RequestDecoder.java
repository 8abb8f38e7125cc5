package dev.trammel.hardware.wire;

/** Reads what a controller sends; the body's frame is known to be right. */
final class RequestDecoder {

  private static final int LEAST_LEASE = 100_000;
  private static final int MOST_LEASE = 2_000_000;

  private RequestDecoder() {}

  static Decoded<Request> decode(MessageType type, WireReader in) {
    return switch (type) {
      case PING -> in.result(Request.Ping::new);
      case LEASE -> lease(in);
      case RENEW -> in.result(Request.Renew::new);
      case RELEASE -> in.result(Request.Release::new);
      case LIFECYCLE -> lifecycle(in);
      case MOVE -> move(in);
      case BEGIN -> begin(in);
      case CHUNK -> chunk(in);
      case COMMIT -> commit(in);
      case ARM -> arm(in);
      case START -> start(in);
      case SETPOINT -> setpoint(in);
      case HORIZON -> horizon(in);
      case GRANT -> grant(in);
      case FETCH -> fetch(in);
      case PONG, ACK, STATE, LOG -> throw new IllegalArgumentException(type + " is no request");
    };
  }

  private static Decoded<Request> lease(WireReader in) {
    int boot = in.bits();
    long nonce = in.u64();
    int micros = in.count("the lease's time");
    in.check(
        micros >= LEAST_LEASE && micros <= MOST_LEASE,
        4,
        "the lease's time",
        "be 100000 to 2000000 µs",
        micros);
    int minor = in.u16();
    in.zeros(2);
    return in.result(() -> new Request.Lease(boot, nonce, micros, minor));
  }

  private static Decoded<Request> lifecycle(WireReader in) {
    Transition transition = in.oneOf(Transition.values(), "the transition");
    in.zeros(7);
    return in.result(() -> new Request.Lifecycle(transition));
  }

  private static Decoded<Request> move(WireReader in) {
    MoveWay way = in.oneOf(MoveWay.values(), "the way");
    in.zeros(1);
    int joints = in.u16();
    int limit = in.count("the time limit");
    double settle = notNegative(in, "the settle time");
    double[] positions = in.f64s(joints, "a position");
    double[] velocities = in.f64s(joints, "a velocity");
    double[] positionTolerance = tolerances(in, joints);
    double[] velocityTolerance = tolerances(in, joints);
    return in.result(() -> new Request.Move(
        way, limit, settle, positions, velocities, positionTolerance, velocityTolerance));
  }

  private static double[] tolerances(WireReader in, int joints) {
    double[] values = new double[in.failed() ? 0 : joints];
    for (int i = 0; i < values.length; i++) {
      values[i] = notNegative(in, "a tolerance");
    }
    return values;
  }

  private static double notNegative(WireReader in, String name) {
    double value = in.f64(name);
    in.checkNumber(value >= 0, name, "not be negative", value);
    return value;
  }

  private static Decoded<Request> begin(WireReader in) {
    int program = in.count("the program");
    ProgramKind kind = in.oneOf(ProgramKind.values(), "the kind");
    in.zeros(3);
    int bytes = in.count("the program's length");
    byte[] sha256 = in.raw(32);
    return in.result(() -> new Request.Begin(program, kind, bytes, sha256));
  }

  private static Decoded<Request> chunk(WireReader in) {
    int program = in.count("the program");
    int offset = in.count("the offset");
    byte[] content = in.raw(in.u32());
    return in.result(() -> new Request.Chunk(program, offset, content));
  }

  private static Decoded<Request> commit(WireReader in) {
    int program = in.count("the program");
    return in.result(() -> new Request.Commit(program));
  }

  private static Decoded<Request> arm(WireReader in) {
    int program = in.count("the program");
    return in.result(() -> new Request.Arm(program));
  }

  private static Decoded<Request> start(WireReader in) {
    Activity activity = in.oneOf(Activity.values(), "the activity");
    in.check(
        activity.number() >= Activity.EPISODE.number(),
        1,
        "the activity",
        "be 3 to 6",
        activity.number());
    in.zeros(3);
    int program = in.count("the program");
    int steps = in.count("the number of steps");
    in.check(steps > 0, 4, "the number of steps", "be positive", steps);
    int deadline = in.count("the deadline");
    return in.result(() -> new Request.Start(activity, program, steps, deadline));
  }

  private static Decoded<Request> setpoint(WireReader in) {
    int step = in.count("the step");
    int actuators = in.u16();
    in.zeros(2);
    double[] action = in.f64s(actuators, "an input");
    return in.result(() -> new Request.Setpoint(step, action));
  }

  private static Decoded<Request> horizon(WireReader in) {
    int step = in.count("the first step");
    int steps = in.u16();
    in.check(steps > 0, 2, "the number of steps", "be positive", steps);
    int sensors = in.u16();
    int actuators = in.u16();
    in.check(actuators > 0, 2, "the number of inputs", "be positive", actuators);
    in.zeros(2);
    double[][] gains = new double[in.failed() ? 0 : steps][];
    double[][] offsets = new double[gains.length][];
    for (int t = 0; t < gains.length; t++) {
      gains[t] = in.f64s((long) actuators * sensors, "a gain");
      offsets[t] = in.f64s(actuators, "an offset");
    }
    return in.result(() -> new Request.Horizon(step, sensors, gains, offsets));
  }

  private static Decoded<Request> grant(WireReader in) {
    long until = in.u64();
    return in.result(() -> new Request.Grant(until));
  }

  private static Decoded<Request> fetch(WireReader in) {
    int run = in.count("the run");
    int offset = in.count("the offset");
    int count = in.count("the count");
    return in.result(() -> new Request.Fetch(run, offset, count));
  }
}

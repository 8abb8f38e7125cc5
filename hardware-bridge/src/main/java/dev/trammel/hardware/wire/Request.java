package dev.trammel.hardware.wire;

/** What a controller sends, section 3. */
public sealed interface Request extends Body {

  /**
   * Asks for the device's clock.
   */
  record Ping() implements Request {

    @Override
    public void writeTo(WireWriter out) {}
  }

  /**
   * Asks to command the device.
   *
   * @param boot the boot that the controller has seen
   * @param nonce never used before
   * @param micros how long the lease holds without renewal [µs], 100 ms to 2 s
   * @param minor greatest minor version spoken
   */
  record Lease(int boot, long nonce, int micros, int minor) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u32(boot);
      out.u64(nonce);
      out.u32(micros);
      out.u16(minor);
      out.u16(0);
    }
  }

  /**
   * Keeps the lease.
   */
  record Renew() implements Request {

    @Override
    public void writeTo(WireWriter out) {}
  }

  /**
   * Ends the lease.
   */
  record Release() implements Request {

    @Override
    public void writeTo(WireWriter out) {}
  }

  /**
   * Asks for another state.
   *
   * @param transition which
   */
  record Lifecycle(Transition transition) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u8(transition.number());
      out.zeros(7);
    }
  }

  /**
   * Asks to be brought to a start.
   *
   * @param way by whom
   * @param limitMicros time limit [µs]
   * @param settle how long all joints must stay within their tolerances [s]
   * @param positions J aims [joint]
   * @param velocities J aims [joint/s]
   * @param positionTolerance J
   * @param velocityTolerance J
   */
  record Move(
      MoveWay way,
      int limitMicros,
      double settle,
      double[] positions,
      double[] velocities,
      double[] positionTolerance,
      double[] velocityTolerance)
      implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u8(way.number());
      out.u8(0);
      out.u16(positions.length);
      out.u32(limitMicros);
      out.f64(settle);
      out.f64(positions);
      out.f64(velocities);
      out.f64(positionTolerance);
      out.f64(velocityTolerance);
    }
  }

  /**
   * Announces a program.
   *
   * @param program number that the controller gives it
   * @param kind which section 8 part follows its head
   * @param bytes its length
   * @param sha256 of it, 32 bytes
   */
  record Begin(int program, ProgramKind kind, int bytes, byte[] sha256) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u32(program);
      out.u8(kind.number());
      out.zeros(3);
      out.u32(bytes);
      out.raw(sha256);
    }
  }

  /**
   * A piece of a program.
   *
   * @param program announced before
   * @param offset where it belongs [byte]
   * @param content the piece
   */
  record Chunk(int program, int offset, byte[] content) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u32(program);
      out.u32(offset);
      out.u32(content.length);
      out.raw(content);
    }
  }

  /**
   * Says that a program is complete.
   *
   * @param program announced before
   */
  record Commit(int program) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u32(program);
    }
  }

  /**
   * Makes a program ready to start.
   *
   * @param program committed before
   */
  record Arm(int program) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u32(program);
    }
  }

  /**
   * Starts what was prepared.
   *
   * @param activity EPISODE, POLICY, STREAM or HORIZON
   * @param program 0 for stream and horizon
   * @param steps how many
   * @param deadlineMicros for commands [µs], 0 for episode and policy
   */
  record Start(Activity activity, int program, int steps, int deadlineMicros) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u8(activity.number());
      out.zeros(3);
      out.u32(program);
      out.u32(steps);
      out.u32(deadlineMicros);
    }
  }

  /**
   * One action.
   *
   * @param step the step that it answers
   * @param action m inputs
   */
  record Setpoint(int step, double[] action) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u32(step);
      out.u16(action.length);
      out.u16(0);
      out.f64(action);
    }
  }

  /**
   * Lets virtual time pass.
   *
   * @param until up to here [µs]
   */
  record Grant(long until) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u64(until);
    }
  }

  /**
   * Asks for a piece of the log again.
   *
   * @param run which
   * @param offset from here [byte]
   * @param count how much [byte]
   */
  record Fetch(int run, int offset, int count) implements Request {

    @Override
    public void writeTo(WireWriter out) {
      out.u32(run);
      out.u32(offset);
      out.u32(count);
    }
  }

  /**
   * What to do for some steps, as feedback.
   *
   * @param step the first step that it covers
   * @param sensors n
   * @param gains for each step K, m·n row by row
   * @param offsets for each step k, m
   */
  record Horizon(int step, int sensors, double[][] gains, double[][] offsets) implements Request {

    private static final int BEFORE_STEPS = 12;

    /** How many steps a record can hold at most. */
    public static int mostSteps(int sensors, int inputs) {
      int room = Frame.MOST_BYTES - Frame.HEADER_BYTES - BEFORE_STEPS - Frame.CRC_BYTES;
      return room / (Double.BYTES * inputs * (sensors + 1));
    }

    @Override
    public void writeTo(WireWriter out) {
      out.u32(step);
      out.u16(gains.length);
      out.u16(sensors);
      out.u16(offsets[0].length);
      out.u16(0);
      for (int t = 0; t < gains.length; t++) {
        out.f64(gains[t]);
        out.f64(offsets[t]);
      }
    }
  }
}

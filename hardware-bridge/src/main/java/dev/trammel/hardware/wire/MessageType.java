package dev.trammel.hardware.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a record is, section 3. */
public enum MessageType implements Numbered {
  PING(1, Request.Ping.class),
  PONG(2, Report.Pong.class),
  LEASE(3, Request.Lease.class),
  RENEW(4, Request.Renew.class),
  RELEASE(5, Request.Release.class),
  LIFECYCLE(6, Request.Lifecycle.class),
  MOVE(7, Request.Move.class),
  BEGIN(8, Request.Begin.class),
  CHUNK(9, Request.Chunk.class),
  COMMIT(10, Request.Commit.class),
  ARM(11, Request.Arm.class),
  START(12, Request.Start.class),
  SETPOINT(13, Request.Setpoint.class),
  HORIZON(14, Request.Horizon.class),
  GRANT(15, Request.Grant.class),
  FETCH(16, Request.Fetch.class),
  ACK(32, Report.Ack.class),
  STATE(33, Report.State.class),
  LOG(34, Report.Log.class);

  private static final MessageType[] ALL = values();

  private static final Map<Class<? extends Body>, MessageType> BY_BODY =
      Arrays.stream(ALL).collect(Collectors.toUnmodifiableMap(type -> type.body, type -> type));

  private final int number;
  private final Class<? extends Body> body;

  MessageType(int number, Class<? extends Body> body) {
    this.number = number;
    this.body = body;
  }

  @Override
  public int number() {
    return number;
  }

  /** Whether a controller sends it; what it does not send, a device does. */
  public boolean isRequest() {
    return this != PONG && number < ACK.number;
  }

  /** Whether it travels on the topic {@code fast}, where a request may be lost. */
  public boolean isFast() {
    return this == PING || this == RENEW || this == SETPOINT || this == HORIZON;
  }

  /** The type of a body. */
  static MessageType of(Body body) {
    return Objects.requireNonNull(BY_BODY.get(body.getClass()));
  }

  /** The type of this number, if there is one. */
  public static Optional<MessageType> of(int number) {
    for (MessageType type : ALL) {
      if (type.number == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}

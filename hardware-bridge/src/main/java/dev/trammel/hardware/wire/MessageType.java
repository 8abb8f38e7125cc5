package dev.trammel.hardware.wire;

import java.util.Optional;

/** What a record is, section 3. */
public enum MessageType implements Numbered {
  PING(1),
  PONG(2),
  LEASE(3),
  RENEW(4),
  RELEASE(5),
  LIFECYCLE(6),
  MOVE(7),
  BEGIN(8),
  CHUNK(9),
  COMMIT(10),
  ARM(11),
  START(12),
  SETPOINT(13),
  HORIZON(14),
  GRANT(15),
  FETCH(16),
  ACK(32),
  STATE(33),
  LOG(34);

  private static final MessageType[] ALL = values();

  private final int number;

  MessageType(int number) {
    this.number = number;
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

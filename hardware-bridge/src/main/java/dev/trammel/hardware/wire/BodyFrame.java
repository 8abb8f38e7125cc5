package dev.trammel.hardware.wire;

import java.nio.ByteBuffer;

/** What can be seen of a body from outside: its length, and what is reserved in it. */
final class BodyFrame {

  private BodyFrame() {}

  /** How long a body must be: what its type and its own counts say [byte]. */
  static long length(MessageType type, ByteBuffer record) {
    int fixed = fixed(type);
    int held = record.capacity() - Frame.HEADER_BYTES - Frame.CRC_BYTES;
    return held < fixed ? fixed : fixed + counted(type, record);
  }

  /** Whether what has no meaning yet is 0; the length is known to be right. */
  static boolean reservedAreZero(MessageType type, ByteBuffer record) {
    return switch (type) {
      case LEASE -> areZero(record, 18, 2);
      case LIFECYCLE -> areZero(record, 1, 7);
      case MOVE -> areZero(record, 1, 1);
      case BEGIN -> areZero(record, 5, 3);
      case START -> areZero(record, 1, 3);
      case SETPOINT -> areZero(record, 6, 2);
      case HORIZON -> areZero(record, 10, 2);
      default -> true;
    };
  }

  private static boolean areZero(ByteBuffer record, int at, int count) {
    for (int i = 0; i < count; i++) {
      if (record.get(Frame.HEADER_BYTES + at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int fixed(MessageType type) {
    return switch (type) {
      case PING, RENEW, RELEASE -> 0;
      case COMMIT, ARM -> 4;
      case LIFECYCLE, SETPOINT, GRANT -> 8;
      case CHUNK, HORIZON, FETCH -> 12;
      case MOVE, START, LOG -> 16;
      case LEASE -> 20;
      case PONG, ACK -> 24;
      case BEGIN -> 44;
      case STATE -> 72;
    };
  }

  private static long counted(MessageType type, ByteBuffer record) {
    return switch (type) {
      case MOVE -> 4L * Double.BYTES * u16(record, 2);
      case CHUNK -> u32(record, 8);
      case SETPOINT -> (long) Double.BYTES * u16(record, 4);
      case HORIZON -> horizon(u16(record, 4), u16(record, 6), u16(record, 8));
      case STATE -> Double.BYTES * (u16(record, 68) + 2L * u16(record, 70));
      case LOG -> u32(record, 12);
      default -> 0;
    };
  }

  private static long horizon(long steps, long sensors, long actuators) {
    return Double.BYTES * steps * (actuators * sensors + actuators);
  }

  private static int u16(ByteBuffer record, int at) {
    return Short.toUnsignedInt(record.getShort(Frame.HEADER_BYTES + at));
  }

  private static long u32(ByteBuffer record, int at) {
    return Integer.toUnsignedLong(record.getInt(Frame.HEADER_BYTES + at));
  }
}

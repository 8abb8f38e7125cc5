package dev.trammel.hardware.conformance;

import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Crc32c;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/** Changes a message on its way, so that it is still a sound record. */
final class Edits {

  private Edits() {}

  static Message at(Message message, String topic) {
    return new Message(topic, message.payload(), message.qos(), message.retained(), 0);
  }

  /** With other bytes, and a CRC that is right. */
  static Message edited(Message message, Consumer<ByteBuffer> edit) {
    byte[] bytes = message.payload().clone();
    int end = bytes.length - Frame.CRC_BYTES;
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (end < Frame.HEADER_BYTES || buffer.getInt(0) != Frame.MAGIC) {
      return message;
    }
    edit.accept(buffer);
    buffer.putInt(end, Crc32c.of(bytes, end));
    return new Message(message.topic(), bytes, message.qos(), message.retained(), 0);
  }

  static Message answering(Message message, Code right, Code wrong) {
    return edited(message, b -> {
      if (b.get(5) == MessageType.ACK.number() && b.get(57) == right.number()) {
        b.put(57, (byte) wrong.number());
      }
    });
  }

  static Message state(Message message, Consumer<ByteBuffer> edit) {
    return edited(message, b -> {
      if (b.get(5) == MessageType.STATE.number()) {
        edit.accept(b);
      }
    });
  }

  /** Of a log that comes in one piece; with a hash that is right. */
  static Message log(Message message, Consumer<ByteBuffer> edit) {
    return edited(message, b -> {
      int total = b.get(5) == MessageType.LOG.number() ? b.getInt(Frame.HEADER_BYTES + 8) : 0;
      int from = Frame.HEADER_BYTES + 16;
      if (total > 0 && b.capacity() == from + total + Frame.CRC_BYTES) {
        byte[] log = Arrays.copyOfRange(b.array(), from, from + total);
        edit.accept(ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN));
        System.arraycopy(Sha256.of(log, total - 32), 0, log, total - 32, 32);
        System.arraycopy(log, 0, b.array(), from, total);
      }
    });
  }

  // an input of the first step of the plain robot
  static void scaled(ByteBuffer log, int at, double factor) {
    if (log.getInt(12) > 0) {
      log.putDouble(at, factor * log.getDouble(at));
    }
  }

  /** Of that session, where records of its type have one. */
  static Message underSession(Message message, long session) {
    return edited(message, b -> {
      boolean isLeased =
          b.get(5) != MessageType.LEASE.number() && b.get(5) != MessageType.PING.number();
      b.putLong(16, isLeased ? session : 0);
    });
  }
}

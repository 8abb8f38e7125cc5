package dev.trammel.hardware.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes in the order of the wire; grows as it must. Not thread-safe. */
public final class WireWriter {

  private static final int LENGTH_AT = 8;

  private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  WireWriter() {}

  void u8(int value) {
    room(1).put((byte) value);
  }

  void u16(int value) {
    room(2).putShort((short) value);
  }

  void u32(long value) {
    room(4).putInt((int) value);
  }

  void u64(long value) {
    room(8).putLong(value);
  }

  void f64(double value) {
    room(8).putDouble(value);
  }

  void f64(double[] values) {
    ByteBuffer out = room(Double.BYTES * values.length);
    for (double value : values) {
      out.putDouble(value);
    }
  }

  void raw(byte[] values) {
    room(values.length).put(values);
  }

  void zeros(int count) {
    for (int i = 0; i < count; i++) {
      u8(0);
    }
  }

  byte[] finish() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Fills in the length and appends the CRC. */
  byte[] finishRecord() {
    bytes.putInt(LENGTH_AT, bytes.position() + Integer.BYTES);
    u32(Crc32c.of(bytes.array(), bytes.position()));
    return finish();
  }

  private ByteBuffer room(int count) {
    if (bytes.remaining() < count) {
      int capacity = Math.max(2 * bytes.capacity(), bytes.position() + count);
      bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
    }
    return bytes;
  }
}

package dev.trammel.controller.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;

/** Bytes that grow, with numbers, texts and records as MCAP writes them: little-endian. */
final class RecordBuffer {

  private static final int LENGTH_BYTES = 8;

  private ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
  private int lengthAt;

  /** Number of bytes so far. */
  int size() {
    return bytes.position();
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), size());
  }

  /** CRC-32 of the bytes from an index on. */
  int crc(int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), from, size() - from);
    return (int) crc.getValue();
  }

  /** Begins a record; everything until {@link #end} is its content. Records do not nest. */
  RecordBuffer begin(int opcode) {
    int8(opcode);
    lengthAt = size();
    return int64(0);
  }

  RecordBuffer end() {
    bytes.putLong(lengthAt, size() - lengthAt - LENGTH_BYTES);
    return this;
  }

  RecordBuffer int8(int value) {
    room(Byte.BYTES).put((byte) value);
    return this;
  }

  RecordBuffer int16(int value) {
    room(Short.BYTES).putShort((short) value);
    return this;
  }

  RecordBuffer int32(long value) {
    room(Integer.BYTES).putInt((int) value);
    return this;
  }

  RecordBuffer int64(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  RecordBuffer raw(byte[] value) {
    room(value.length).put(value);
    return this;
  }

  /** A length of 4 bytes, then UTF-8. */
  RecordBuffer text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return int32(utf8.length).raw(utf8);
  }

  /** A length of 4 bytes, then keys and values in turn. */
  RecordBuffer map(Map<String, String> entries) {
    int at = size();
    int32(0);
    entries.forEach((key, value) -> text(key).text(value));
    bytes.putInt(at, size() - at - Integer.BYTES);
    return this;
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int size = Math.max(2 * bytes.capacity(), Math.addExact(size(), more));
      bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
    }
    return bytes;
  }
}

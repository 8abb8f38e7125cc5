package dev.trammel.hardware.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields in the order of the wire. The first rule that is broken is kept; everything read
 * after it is zero, and no array is made that the bytes do not hold. Not thread-safe.
 */
final class WireReader {

  private static final double[] NO_NUMBERS = {};
  private static final byte[] NO_BYTES = {};

  private final ByteBuffer bytes;
  private final boolean countsNumbers;
  private int numbers;
  private @Nullable Refusal refusal;

  private WireReader(byte[] bytes, int from, int to, boolean countsNumbers) {
    this.bytes = ByteBuffer.wrap(bytes).limit(to).position(from).order(ByteOrder.LITTLE_ENDIAN);
    this.countsNumbers = countsNumbers;
  }

  /** Reads a record's body; the place of what is wrong is counted in float64s. */
  static WireReader ofBody(byte[] record) {
    return new WireReader(record, Frame.HEADER_BYTES, record.length - Frame.CRC_BYTES, true);
  }

  /** Reads up to a length; the place of what is wrong is counted in bytes. */
  static WireReader of(byte[] content, int length) {
    return new WireReader(content, 0, length, false);
  }

  int u8() {
    return has(1) ? Byte.toUnsignedInt(bytes.get()) : 0;
  }

  int u16() {
    return has(2) ? Short.toUnsignedInt(bytes.getShort()) : 0;
  }

  /** Four bytes that are compared but never counted with. */
  int bits() {
    return has(4) ? bytes.getInt() : 0;
  }

  /** An unsigned number that may use all its bits. */
  long u32() {
    return Integer.toUnsignedLong(bits());
  }

  /** An unsigned number that must be below 2³¹. */
  int count(String name) {
    int at = bytes.position();
    int value = bits();
    if (value < 0) {
      refuse(at, name, "be below 2^31", Integer.toUnsignedString(value));
      return 0;
    }
    return value;
  }

  long u64() {
    return has(8) ? bytes.getLong() : 0;
  }

  double f64(String name) {
    return f64(name, Double.MAX_VALUE);
  }

  /** A finite number of at most this size. */
  double f64(String name, double most) {
    if (!has(8)) {
      return 0;
    }
    double value = bytes.getDouble();
    numbers++;
    if (!(Math.abs(value) <= most)) {
      String rule = most == Double.MAX_VALUE ? "be finite" : "be at most " + most + " in size";
      refuseNumber(name, rule, value);
    }
    return value;
  }

  double[] f64s(long count, String name) {
    return f64s(count, name, Double.MAX_VALUE);
  }

  double[] f64s(long count, String name, double most) {
    if (!hasMany(count, Double.BYTES)) {
      return NO_NUMBERS;
    }
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = f64(name, most);
    }
    return values;
  }

  byte[] raw(long count) {
    if (!hasMany(count, 1)) {
      return NO_BYTES;
    }
    byte[] values = new byte[(int) count];
    bytes.get(values);
    return values;
  }

  /** Bytes that have no meaning yet. */
  void zeros(int count) {
    for (int i = 0; i < count; i++) {
      int value = u8();
      if (value != 0) {
        refuse(bytes.position() - 1, "a reserved byte", "be 0", value);
      }
    }
  }

  <E extends Enum<E> & Numbered> E oneOf(E[] words, String name) {
    int number = u8();
    for (E word : words) {
      if (word.number() == number) {
        return word;
      }
    }
    refuse(bytes.position() - 1, name, "be a number of the table", number);
    return words[0];
  }

  /** Keeps a rule about the number read last. */
  void checkNumber(boolean holds, String name, String rule, double came) {
    if (!holds) {
      refuseNumber(name, rule, came);
    }
  }

  /** Keeps a rule about the field read last, which has this many bytes. */
  void check(boolean holds, int size, String name, String rule, Object came) {
    if (!holds) {
      refuse(bytes.position() - size, name, rule, came);
    }
  }

  int remaining() {
    return bytes.remaining();
  }

  boolean failed() {
    return refusal != null;
  }

  /** The value, if no rule was broken and every byte was read. */
  <T> Decoded<T> result(Supplier<T> value) {
    if (refusal == null && bytes.hasRemaining()) {
      refuse(bytes.position(), "the content", "end here", bytes.remaining() + " bytes more");
    }
    Refusal broken = refusal;
    return broken == null ? Decoded.valid(value.get()) : Decoded.refused(broken);
  }

  private boolean has(int count) {
    return hasMany(count, 1);
  }

  private boolean hasMany(long count, int size) {
    if (refusal == null && count * size > bytes.remaining()) {
      refuse(
          bytes.position(),
          "the content",
          "hold " + count * size + " bytes more",
          bytes.remaining());
    }
    return refusal == null;
  }

  private void refuse(int at, String name, String rule, Object came) {
    if (refusal == null) {
      refusal = new Refusal(
          Code.VALUE,
          countsNumbers ? 0 : at,
          name + " at byte " + at + " must " + rule + ", was " + came);
    }
  }

  private void refuseNumber(String name, String rule, double came) {
    int at = bytes.position() - Double.BYTES;
    if (refusal == null) {
      refusal = new Refusal(
          Code.VALUE,
          countsNumbers ? numbers - 1 : at,
          name + " at byte " + at + " must " + rule + ", was " + came);
    }
  }
}

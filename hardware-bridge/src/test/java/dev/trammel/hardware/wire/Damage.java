package dev.trammel.hardware.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Spoils messages the way that links, bugs and attackers do. */
public final class Damage {

  private static final long[] EXTREMES = {
    0,
    -1,
    1,
    0x7FFF_FFFFL,
    0x8000_0000L,
    0xFFFF_FFFFL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Double.doubleToLongBits(Double.NaN),
    Double.doubleToLongBits(Double.NEGATIVE_INFINITY),
    Double.doubleToLongBits(1e300),
    Double.doubleToLongBits(-1)
  };

  private final SplittableRandom random;

  public Damage(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A damaged copy. */
  public byte[] of(byte[] bytes) {
    return switch (random.nextInt(6)) {
      case 0 -> flipped(bytes);
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
      case 3 -> noise(random.nextInt(2 * bytes.length));
      case 4 -> extreme(bytes, random.nextInt(1, 9));
      default -> spliced(bytes);
    };
  }

  /** A copy with damage behind its check sum, and a length and CRC that are right again. */
  public byte[] forged(byte[] record) {
    byte[] bytes = of(record);
    if (bytes.length >= 5) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, Frame.MAGIC);
      bytes[4] = (byte) Frame.MAJOR;
    }
    return sealed(bytes);
  }

  /** Makes length and CRC right, if there is room for them; its argument is modified. */
  public static byte[] sealed(byte[] bytes) {
    if (bytes.length < Frame.HEADER_BYTES + Frame.CRC_BYTES) {
      return bytes;
    }
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(8, bytes.length);
    int end = bytes.length - Frame.CRC_BYTES;
    out.putInt(end, Crc32c.of(bytes, end));
    return bytes;
  }

  /** One to three bits of a copy. */
  public byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    int first = random.nextInt(8 * copy.length);
    for (int i = 0; i <= random.nextInt(3); i++) {
      int bit = (first + 7 * i) % (8 * copy.length);
      copy[bit / 8] ^= (byte) (1 << bit % 8);
    }
    return copy;
  }

  private byte[] extreme(byte[] bytes, int size) {
    byte[] copy = bytes.clone();
    int at = random.nextInt(copy.length);
    long value = EXTREMES[random.nextInt(EXTREMES.length)];
    for (int i = 0; i < size && at + i < copy.length; i++) {
      copy[at + i] = (byte) (value >>> 8 * i);
    }
    return copy;
  }

  private byte[] spliced(byte[] bytes) {
    byte[] copy = bytes.clone();
    int size = random.nextInt(copy.length);
    System.arraycopy(
        bytes, random.nextInt(copy.length - size), copy, random.nextInt(copy.length - size), size);
    return copy;
  }

  private byte[] noise(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }
}

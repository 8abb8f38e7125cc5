package dev.trammel.hardware.wire;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Castagnoli's check sum. */
public final class Crc32c {

  private Crc32c() {}

  /** Of the first bytes of an array. */
  public static int of(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Of a text's UTF-8. */
  public static int of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(bytes, bytes.length);
  }
}

package dev.trammel.hardware.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The check sum of programs and logs. */
public final class Sha256 {

  private Sha256() {}

  /** 32 bytes. */
  public static byte[] of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** 32 bytes, of the first bytes of an array. */
  public static byte[] of(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.trammel.controller.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
final class Digests {

  static final int BYTES = 32;

  private static final int SHOWN = 12;

  private Digests() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As {@code sha256sum} says it. */
  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  /** Enough of a digest to tell it from others, for people. */
  static String shortened(String hex) {
    return hex.length() > SHOWN ? hex.substring(0, SHOWN) + "…" : hex;
  }
}

package dev.trammel.controller.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256. */
public final class Digests {

  /** Of one digest. */
  public static final int BYTES = 32;

  private static final int SHOWN = 12;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private Digests() {}

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As {@code sha256sum} says it. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  /** Enough of a digest to tell it from others, for people. */
  public static String shortened(String hex) {
    return hex.length() > SHOWN ? hex.substring(0, SHOWN) + "…" : hex;
  }

  /** Whether a text is a digest as {@link #hex} writes it. */
  public static boolean isHex(String text) {
    return HEX.matcher(text).matches();
  }
}

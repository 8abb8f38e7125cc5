package dev.trammel.controller.bundle;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys for Ed25519 (RFC 8032), in the PEM files that openssl writes. */
public final class Keys {

  private static final String ALGORITHM = "Ed25519";
  private static final long MOST_BYTES = 10_000;

  private Keys() {}

  /**
   * Reads a key to sign with.
   *
   * @param file PKCS#8, as {@code openssl genpkey -algorithm ed25519 -out FILE} writes it
   * @throws UsageException if it is none
   */
  public static PrivateKey signing(Path file) throws IOException {
    byte[] encoded = pem(file, "PRIVATE KEY", "openssl genpkey -algorithm ed25519");
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new UsageException(file + " must be a private key for Ed25519, is of another kind", e);
    }
  }

  /**
   * Reads a key that is trusted.
   *
   * @param file as {@code openssl pkey -in KEY -pubout -out FILE} writes it
   * @throws UsageException if it is none
   */
  public static PublicKey trusted(Path file) throws IOException {
    byte[] encoded = pem(file, "PUBLIC KEY", "openssl pkey -pubout");
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
      // not every number of 32 bytes is a point on the curve
      Signature.getInstance(ALGORITHM).initVerify(key);
      return key;
    } catch (GeneralSecurityException e) {
      throw new UsageException(file + " must be a public key for Ed25519, is of another kind", e);
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key for Ed25519 signs", e);
    }
  }

  static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      // what has not even a signature's form
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key for Ed25519 verifies", e);
    }
  }

  private static byte[] pem(Path file, String label, String maker) throws IOException {
    if (Files.size(file) <= MOST_BYTES) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      Matcher block = Pattern.compile(
              "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
          .matcher(text);
      if (block.find()) {
        return decoded(file, block.group(1).replaceAll("\\s", ""));
      }
    }
    throw new UsageException(
        file + " must be a PEM file with a " + label + ", as '" + maker + "' writes it, is not");
  }

  private static byte[] decoded(Path file, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UsageException(file + " must hold Base64, does not", e);
    }
  }
}

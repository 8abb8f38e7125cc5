package dev.trammel.hardware.mqtt;

import dev.trammel.controller.linalg.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys as openssl writes them. */
final class PemFile {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";

  private final Path file;
  private final String text;

  PemFile(Path file) {
    this.file = file;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read as text: " + e.getMessage(), e);
    }
  }

  /** All certificates of the file, in its order; at least one. */
  X509Certificate[] certificates() {
    List<X509Certificate> found = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(text); block.find(); ) {
      if (block.group(1).equals(CERTIFICATE)) {
        found.add(certificate(decode(block.group(2))));
      }
    }
    if (found.isEmpty()) {
      throw new UsageException(
          file + " must hold a certificate, -----BEGIN CERTIFICATE-----; " + whatItHolds());
    }
    return found.toArray(X509Certificate[]::new);
  }

  private X509Certificate certificate(byte[] der) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new UsageException(file + " holds a broken certificate: " + e.getMessage(), e);
    }
  }

  /** The private key of the file, in PKCS#8. */
  PrivateKey privateKey() {
    for (Matcher block = BLOCK.matcher(text); block.find(); ) {
      if (block.group(1).equals(KEY)) {
        return key(new PKCS8EncodedKeySpec(decode(block.group(2))));
      }
    }
    throw new UsageException(file
        + " must hold a key in PKCS#8 without a pass phrase, -----BEGIN PRIVATE KEY-----; "
        + whatItHolds()
        + "; openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW makes one");
  }

  private PrivateKey key(PKCS8EncodedKeySpec encoded) {
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // a key of another kind
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java cannot read keys: " + e.getMessage(), e);
      }
    }
    throw new UsageException(file + " must hold a key of kind EC, RSA or EdDSA; it holds another");
  }

  private byte[] decode(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UsageException(file + " is broken: " + e.getMessage(), e);
    }
  }

  private String whatItHolds() {
    Matcher block = BLOCK.matcher(text);
    return block.find() ? "it holds a " + block.group(1) : "it holds nothing of that form";
  }
}

package dev.trammel.controller.bundle;

import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.storage.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named parts in one file, of which every byte is guarded. Lines of text tell what is in it, so that
 * {@code head} shows them; the same parts give the same bytes.
 *
 * <pre>
 *   trammel-bundle 1
 *   SHA-256 in hex, number of bytes, name     a line for each part
 *   ed25519 BASE64                            if signed: over all lines before
 *                                             an empty line
 *   the parts, one after another
 *   32 bytes                                  SHA-256 of everything before
 * </pre>
 */
final class BundleFile {

  static final int VERSION = 1;

  /** More is refused before memory is asked for. */
  static final long MOST_BYTES = 1L << 28;

  private static final String MAGIC = "trammel-bundle ";
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64}) (0|[1-9]\\d{0,8}) (\\P{Cntrl}+)");
  private static final String SIGNATURE = "ed25519 ";
  private static final int MOST_HEADER_BYTES = 1 << 16;

  private final Map<String, byte[]> parts;
  private final byte[] signedText;
  private final Optional<byte[]> signature;

  private BundleFile(Map<String, byte[]> parts, byte[] signedText, Optional<byte[]> signature) {
    this.parts = parts;
    this.signedText = signedText;
    this.signature = signature;
  }

  /** The bytes of a file. */
  static byte[] bytes(Map<String, byte[]> parts, Optional<PrivateKey> key) {
    StringBuilder lines = new StringBuilder(MAGIC + VERSION + "\n");
    parts.forEach((name, content) -> lines
        .append(Digests.hex(content))
        .append(' ')
        .append(content.length)
        .append(' ')
        .append(name)
        .append('\n'));
    byte[] table = lines.toString().getBytes(StandardCharsets.UTF_8);
    String rest =
        key.map(k -> SIGNATURE + Base64.getEncoder().encodeToString(Keys.sign(k, table)) + "\n")
                .orElse("")
            + "\n";
    byte[] header = concatenate(List.of(table, rest.getBytes(StandardCharsets.UTF_8)));
    byte[] body = concatenate(List.copyOf(parts.values()));
    byte[] content = concatenate(List.of(header, body));
    return concatenate(List.of(content, Digests.sha256(content)));
  }

  /**
   * Takes a file apart.
   *
   * @param file its name, for complaints
   * @throws CorruptFileException if it is no bundle, was cut or changed; names the part
   */
  static BundleFile parse(Path file, byte[] bytes) throws CorruptFileException {
    return new Parser(file, bytes).parse();
  }

  /** Names, in their order. */
  Set<String> names() {
    return parts.keySet();
  }

  /** A part's bytes, not a copy. */
  Optional<byte[]> part(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  boolean isSigned() {
    return signature.isPresent();
  }

  boolean isSignedBy(PublicKey key) {
    return signature.isPresent() && Keys.verify(key, signedText, signature.get());
  }

  private static byte[] concatenate(List<byte[]> pieces) {
    int length = pieces.stream().mapToInt(piece -> piece.length).sum();
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, whole, at, piece.length);
      at += piece.length;
    }
    return whole;
  }

  /** Reads one file, part by part, so that a complaint can name the part. */
  private static final class Parser {

    private final Path file;
    private final byte[] bytes;
    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private Optional<byte[]> signature = Optional.empty();
    private int at;

    Parser(Path file, byte[] bytes) {
      this.file = file;
      this.bytes = bytes;
    }

    BundleFile parse() throws CorruptFileException {
      requireVersion();
      Map<String, String> digests = new LinkedHashMap<>();
      Map<String, Integer> lengths = new LinkedHashMap<>();
      int tableEnd = table(digests, lengths);
      requireLength(lengths);
      for (Map.Entry<String, Integer> part : lengths.entrySet()) {
        byte[] content = Arrays.copyOfRange(bytes, at, at + part.getValue());
        String found = Digests.hex(content);
        if (!found.equals(digests.get(part.getKey()))) {
          throw corrupt("part '" + part.getKey() + "' was changed: its SHA-256 is "
              + Digests.shortened(found) + ", the table of parts says "
              + Digests.shortened(String.valueOf(digests.get(part.getKey()))));
        }
        parts.put(part.getKey(), content);
        at += content.length;
      }
      if (!Arrays.equals(
          Digests.sha256(Arrays.copyOf(bytes, at)), Arrays.copyOfRange(bytes, at, bytes.length))) {
        throw corrupt("the table of parts, the signature or the file's SHA-256 was changed: they"
            + " do not belong to one another");
      }
      return new BundleFile(parts, Arrays.copyOf(bytes, tableEnd), signature);
    }

    private void requireVersion() throws CorruptFileException {
      byte[] magic = MAGIC.getBytes(StandardCharsets.UTF_8);
      if (bytes.length < magic.length
          || !Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length)) {
        throw corrupt("not a bundle of Trammel: its first line must begin with '" + MAGIC + "'");
      }
      String version = line().substring(MAGIC.length());
      if (!version.equals(String.valueOf(VERSION))) {
        throw new CorruptFileException(
            file,
            magic.length,
            "the bundle's format version must be " + VERSION + ", was '" + version
                + "'; this is Trammel " + DeployBundle.trammelVersion());
      }
    }

    /** Reads the lines up to the empty one; returns where those end that a signature is over. */
    private int table(Map<String, String> digests, Map<String, Integer> lengths)
        throws CorruptFileException {
      int end = at;
      String line = line();
      while (!line.isEmpty()) {
        if (line.startsWith(SIGNATURE) && signature.isEmpty()) {
          signature = Optional.of(decoded(line.substring(SIGNATURE.length())));
        } else {
          Matcher matcher = LINE.matcher(line);
          if (!matcher.matches() || signature.isPresent()) {
            throw corrupt("the table of parts was changed: a line must be a SHA-256, a number of"
                + " bytes and a name");
          }
          if (digests.put(matcher.group(3), matcher.group(1)) != null) {
            throw corrupt(
                "the table of parts was changed: two are named '" + matcher.group(3) + "'");
          }
          lengths.put(matcher.group(3), Integer.valueOf(matcher.group(2)));
          end = at;
        }
        line = line();
      }
      return end;
    }

    private byte[] decoded(String base64) throws CorruptFileException {
      try {
        return Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        throw corrupt("the signature was changed: it is no Base64");
      }
    }

    private void requireLength(Map<String, Integer> lengths) throws CorruptFileException {
      long announced = (long) at + Digests.BYTES;
      String cut = "the table of parts";
      for (Map.Entry<String, Integer> part : lengths.entrySet()) {
        if (announced - Digests.BYTES <= bytes.length) {
          cut = "part '" + part.getKey() + "'";
        }
        announced += part.getValue();
      }
      if (bytes.length < announced) {
        String place = announced - Digests.BYTES <= bytes.length ? "its SHA-256" : cut;
        throw new CorruptFileException(
            file,
            bytes.length,
            "was cut within " + place + ": " + announced + " bytes are announced, there are "
                + bytes.length);
      }
      if (bytes.length > announced) {
        throw new CorruptFileException(
            file,
            announced,
            "goes on after its end: " + announced + " bytes are announced, there are "
                + bytes.length);
      }
    }

    private String line() throws CorruptFileException {
      int begin = at;
      while (at < bytes.length && at < MOST_HEADER_BYTES && bytes[at] != '\n') {
        at++;
      }
      if (at >= bytes.length || at >= MOST_HEADER_BYTES) {
        throw corrupt("was cut or changed within the table of parts: a line has no end");
      }
      at++;
      return new String(bytes, begin, at - 1 - begin, StandardCharsets.UTF_8);
    }

    private CorruptFileException corrupt(String problem) {
      return new CorruptFileException(file, at, problem);
    }
  }
}

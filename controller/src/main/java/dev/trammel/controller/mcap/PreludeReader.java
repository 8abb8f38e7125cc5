package dev.trammel.controller.mcap;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file's begin. It is whole if writing what was read gives the same bytes; so the reader
 * itself needs to be no stricter than it must to end.
 */
final class PreludeReader {

  private static final int VERSION_AT = 5;

  private final ByteBuffer in;
  private final List<Schema> schemas = new ArrayList<>();
  private final List<MessageChannel> channels = new ArrayList<>();
  private final Map<String, String> attachments = new LinkedHashMap<>();
  private String metadata = "";
  private Map<String, String> entries = Map.of();

  private PreludeReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the begin.
   *
   * @param bytes of the file, at least so many as its begin has
   * @throws IllegalArgumentException if they are something else, or were cut or changed
   */
  static Prelude read(byte[] bytes) {
    requireMagic(bytes);
    PreludeReader reader = new PreludeReader(bytes);
    Prelude prelude;
    try {
      prelude = reader.read();
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("the file's begin was cut or changed", e);
    }
    byte[] expected = prelude.encode();
    int length = reader.in.position();
    if (!Arrays.equals(expected, 0, expected.length, bytes, 0, length)) {
      throw new IllegalArgumentException("the file's begin was changed: its checksum is that of"
          + " other schemas, metadata or attachments, or it is not Trammel's");
    }
    return prelude;
  }

  private static void requireMagic(byte[] bytes) {
    byte[] magic = Prelude.MAGIC;
    if (bytes.length < magic.length || !Arrays.equals(magic, 0, VERSION_AT, bytes, 0, VERSION_AT)) {
      throw new IllegalArgumentException("not an MCAP file");
    }
    if (!Arrays.equals(magic, 0, magic.length, bytes, 0, magic.length)) {
      throw new IllegalArgumentException(
          "version of MCAP must be '0', was '" + (char) bytes[VERSION_AT] + "'");
    }
  }

  private Prelude read() {
    in.position(Prelude.MAGIC.length);
    boolean ended = false;
    while (!ended) {
      int opcode = in.get();
      int end = Math.addExact(bounded(in.getLong()), in.position());
      switch (opcode) {
        case Opcode.HEADER -> in.position(end);
        case Opcode.SCHEMA -> schemas.add(new Schema(id(), text(), text(), text()));
        case Opcode.CHANNEL -> channels.add(new MessageChannel(id(), id(), text(), text(), map()));
        case Opcode.ATTACHMENT -> attachment();
        case Opcode.METADATA -> ended = metadata();
        default ->
          throw new IllegalArgumentException(
              "the file was not written by Trammel: its begin" + " has a record of kind " + opcode);
      }
    }
    return new Prelude(schemas, channels, metadata, entries, attachments);
  }

  /** Whether it was the last record of the begin. */
  private boolean metadata() {
    String name = text();
    Map<String, String> found = map();
    if (name.equals(Prelude.CHECK)) {
      return true;
    }
    metadata = name;
    entries = found;
    return false;
  }

  private void attachment() {
    in.getLong();
    in.getLong();
    String name = text();
    text();
    attachments.put(name, text(bounded(in.getLong())));
    in.getInt();
  }

  private int id() {
    return Short.toUnsignedInt(in.getShort());
  }

  private Map<String, String> map() {
    int end = bounded(in.getInt()) + in.position();
    Map<String, String> entries = new LinkedHashMap<>();
    while (in.position() < end) {
      entries.put(text(), text());
    }
    return entries;
  }

  private String text() {
    return text(bounded(in.getInt()));
  }

  private String text(int length) {
    byte[] utf8 = new byte[length];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** A length that the rest of the bytes can have. */
  private int bounded(long length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return (int) length;
  }
}

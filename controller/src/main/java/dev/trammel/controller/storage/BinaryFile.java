package dev.trammel.controller.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The frame of Trammel's binary files: an 8-byte magic, an int32 version, the content, and an int32
 * CRC-32 of everything before. Big-endian.
 *
 * @param magic tells one kind of file from another
 * @param version of the content's layout
 * @param kind for messages: "an episode"
 */
public record BinaryFile(long magic, int version, String kind) {

  /** Bytes before the content. */
  public static final int HEADER_BYTES = 12;

  private static final int CHECKSUM_BYTES = 4;

  /** More is refused before memory is asked for. */
  private static final long MOST_BYTES = 1L << 28;

  /** Writes the file whole or not at all. */
  public void write(Path file, byte[] content) throws IOException {
    DurableFile.write(file, bytes(content));
  }

  /** The bytes of a file. */
  public byte[] bytes(byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + content.length + CHECKSUM_BYTES);
    out.putLong(magic).putInt(version).put(content);
    out.putInt(checksum(out.array(), out.position()));
    return out.array();
  }

  /**
   * Reads a file's content; the buffer's position is the offset in the file, its limit the content's
   * end.
   *
   * @throws CorruptFileException if it is another kind of file, or was cut or changed
   */
  public ByteBuffer read(Path file) throws IOException {
    long length = Files.size(file);
    requireLength(file, length);
    return read(file, Files.readAllBytes(file));
  }

  /**
   * Reads the content out of a file's bytes.
   *
   * @param file its name, for complaints
   * @param bytes wrapped, not copied
   * @throws CorruptFileException if it is another kind of file, or was cut or changed
   */
  public ByteBuffer read(Path file, byte[] bytes) throws CorruptFileException {
    requireLength(file, bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getLong() != magic) {
      throw new CorruptFileException(file, 0, "not " + kind + " of Trammel");
    }
    int found = in.getInt();
    if (found != version) {
      throw new CorruptFileException(file, 8, "version must be " + version + ", was " + found);
    }
    requireChecksum(file, in);
    return in;
  }

  private void requireLength(Path file, long length) throws CorruptFileException {
    if (length < HEADER_BYTES + CHECKSUM_BYTES || length > MOST_BYTES) {
      throw new CorruptFileException(
          file,
          length,
          kind + " has between " + (HEADER_BYTES + CHECKSUM_BYTES) + " and " + MOST_BYTES
              + " bytes");
    }
  }

  private static void requireChecksum(Path file, ByteBuffer in) throws CorruptFileException {
    int end = in.limit() - CHECKSUM_BYTES;
    int stored = in.getInt(end);
    int computed = checksum(in.array(), end);
    if (stored != computed) {
      throw new CorruptFileException(
          file,
          end,
          String.format(
              Locale.ROOT, "checksum is %08x but the content has %08x", stored, computed));
    }
    in.limit(end);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}

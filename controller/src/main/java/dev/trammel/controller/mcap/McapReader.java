package dev.trammel.controller.mcap;

import dev.trammel.controller.mcap.McapContents.State;
import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Reads an MCAP file (https://mcap.dev/spec) that {@link McapWriter} wrote, and checks every byte
 * of it: chunks by their checksums, and everything else against what the writer would have written
 * around them. Not thread-safe.
 *
 * <p>Only the end may be missing, from anywhere on: that is what a kill leaves behind. A byte that
 * is not what was written is refused.
 */
public final class McapReader implements AutoCloseable {

  /** More is refused before memory is asked for. */
  private static final int MOST_BYTES = 1 << 30;

  private static final int MOST_PRELUDE_BYTES = 1 << 24;
  private static final int CHUNK_LENGTH_AT = 1;
  private static final int CHUNK_SIZE_AT = 25;
  private static final int CHUNK_CRC_AT = 33;
  private static final int CHUNK_RECORDS_AT = 41;
  private static final int COUNTED_BEFORE_RECORDS = 40;

  private final Path file;
  private final FileChannel channel;

  private McapReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  public static McapReader open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new CorruptFileException(file, 0, "must be a file, is a folder");
    }
    return new McapReader(file, FileChannel.open(file, StandardOpenOption.READ));
  }

  /** Sees the chunks of a file. */
  public interface ChunkVisitor {

    /**
     * One that is whole.
     *
     * @throws IllegalArgumentException if its messages are not what they should be
     */
    void visit(ChunkInfo info, Chunk chunk);
  }

  /**
   * Reads the whole file.
   *
   * @param visitor shown every whole chunk, in order
   * @throws CorruptFileException if a byte is not what was written
   */
  public McapContents scan(ChunkVisitor visitor) throws IOException {
    long length = channel.size();
    byte[] begin = bytes(0, (int) Math.min(length, MOST_PRELUDE_BYTES));
    Prelude prelude = prelude(begin);
    int preludeLength = prelude.encode().length;
    CRC32 crc = new CRC32();
    crc.update(begin, 0, preludeLength);
    List<ChunkInfo> chunks = new ArrayList<>();
    long at = preludeLength;
    while (at < length && isChunk(at, length)) {
      Chunk chunk = chunk(at);
      ChunkInfo info = ChunkInfo.of(chunk, at);
      byte[] around = indexes(chunk);
      if (!isThere(around, info.end() - around.length, length)) {
        return new McapContents(prelude, chunks, at, length, State.TORN);
      }
      crc.update(chunk.header());
      crc.update(chunk.records());
      crc.update(around);
      visit(visitor, info, chunk);
      chunks.add(info);
      at = info.end();
    }
    return ended(prelude, chunks, at, (int) crc.getValue(), length);
  }

  /** Reads one chunk again. */
  public Chunk read(ChunkInfo info) throws IOException {
    return chunk(info.offset());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private Prelude prelude(byte[] begin) throws CorruptFileException {
    try {
      return PreludeReader.read(begin);
    } catch (IllegalArgumentException e) {
      throw corrupt(0, e);
    }
  }

  private void visit(ChunkVisitor visitor, ChunkInfo info, Chunk chunk)
      throws CorruptFileException {
    try {
      visitor.visit(info, chunk);
    } catch (IllegalArgumentException e) {
      throw corrupt(info.offset(), e);
    }
  }

  /** What follows the last whole chunk: nothing, the summary, or the begin of something. */
  private McapContents ended(
      Prelude prelude, List<ChunkInfo> chunks, long end, int crc, long length) throws IOException {
    State state = State.TORN;
    if (end == length) {
      state = State.OPEN;
    } else if (bytes(end, 1)[0] == Opcode.DATA_END) {
      byte[] closing = new Closing(prelude, chunks, end).encode(crc);
      state = isThere(closing, end, length) ? State.CLOSED : State.TORN;
      if (length > end + closing.length) {
        throw new CorruptFileException(
            file, end + closing.length, "the file must end here, but goes on to byte " + length);
      }
    }
    return new McapContents(prelude, chunks, end, length, state);
  }

  /** Whether a whole chunk stands here; if not, it is the file's end that does. */
  private boolean isChunk(long at, long length) throws IOException {
    int there = (int) Math.min(Chunk.HEADER_BYTES, length - at);
    byte[] header = bytes(at, there);
    if (header[0] == Opcode.DATA_END || isZero(at, length)) {
      return false;
    }
    if (header[0] != Opcode.CHUNK) {
      throw new CorruptFileException(
          file,
          at,
          "a chunk must begin here, was a record of kind " + Byte.toUnsignedInt(header[0]));
    }
    if (there < Chunk.HEADER_BYTES) {
      return false;
    }
    ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    long records = in.getLong(CHUNK_RECORDS_AT);
    long counted = in.getLong(CHUNK_LENGTH_AT) - COUNTED_BEFORE_RECORDS;
    if (counted != records || in.getLong(CHUNK_SIZE_AT) != records) {
      throw new CorruptFileException(
          file,
          at,
          "a chunk announces " + counted + ", " + in.getLong(CHUNK_SIZE_AT) + " and " + records
              + " bytes, which must be the same");
    }
    if (records < 0 || records > MOST_BYTES) {
      throw new CorruptFileException(
          file, at, "a chunk must have at most " + MOST_BYTES + " bytes, had " + records);
    }
    return at + Chunk.HEADER_BYTES + records <= length;
  }

  private Chunk chunk(long at) throws IOException {
    byte[] header = bytes(at, Chunk.HEADER_BYTES);
    ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    byte[] records = bytes(at + Chunk.HEADER_BYTES, (int) in.getLong(CHUNK_RECORDS_AT));
    int stored = in.getInt(CHUNK_CRC_AT);
    CRC32 crc = new CRC32();
    crc.update(records);
    if ((int) crc.getValue() != stored) {
      throw new CorruptFileException(
          file,
          at + CHUNK_CRC_AT,
          String.format(
              Locale.ROOT, "checksum is %08x but the chunk has %08x", stored, crc.getValue()));
    }
    try {
      Chunk chunk = Chunk.of(records);
      if (!Arrays.equals(chunk.header(), header)) {
        throw new CorruptFileException(file, at, "a chunk's times are not those of its messages");
      }
      return chunk;
    } catch (IllegalArgumentException e) {
      throw corrupt(at, e);
    }
  }

  private static byte[] indexes(Chunk chunk) {
    RecordBuffer out = new RecordBuffer();
    chunk.counts().keySet().forEach(id -> out.raw(chunk.index(id)));
    return out.toBytes();
  }

  /** Whether these bytes stand here; false if the file ends within them. */
  private boolean isThere(byte[] expected, long at, long length) throws IOException {
    int there = (int) Math.min(expected.length, length - at);
    byte[] found = bytes(at, there);
    int different = Arrays.mismatch(expected, 0, there, found, 0, there);
    if (different >= 0) {
      throw new CorruptFileException(
          file,
          at + different,
          String.format(
              Locale.ROOT, "byte must be %02x, was %02x", expected[different], found[different]));
    }
    return there == expected.length;
  }

  /** Whether there are only zeros from here on: space that was reserved and not written. */
  private boolean isZero(long at, long length) throws IOException {
    for (long from = at; from < length; from += MOST_PRELUDE_BYTES) {
      for (byte b : bytes(from, (int) Math.min(MOST_PRELUDE_BYTES, length - from))) {
        if (b != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private CorruptFileException corrupt(long at, IllegalArgumentException problem) {
    return new CorruptFileException(file, at, String.valueOf(problem.getMessage()));
  }

  private byte[] bytes(long at, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new CorruptFileException(
            file, at + buffer.position(), "the file became shorter while it was read");
      }
    }
    return buffer.array();
  }
}

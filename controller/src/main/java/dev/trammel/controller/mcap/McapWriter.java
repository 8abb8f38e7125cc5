package dev.trammel.controller.mcap;

import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes an MCAP file (https://mcap.dev/spec) that survives its writer: chunks are appended and
 * forced to the disk, the summary is written on closing. Chunks are not compressed. Not
 * thread-safe.
 */
public final class McapWriter implements AutoCloseable {

  private static final int COPY_BYTES = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final Prelude prelude;
  private final List<ChunkInfo> chunks;
  private final CRC32 crc = new CRC32();
  private long end;
  private boolean closed;
  private @Nullable IOException failure;

  private McapWriter(Path file, FileChannel channel, McapContents contents) throws IOException {
    this.file = file;
    this.channel = channel;
    prelude = contents.prelude();
    chunks = new ArrayList<>(contents.chunks());
    end = contents.end();
    closed = contents.state() == McapContents.State.CLOSED;
  }

  /** Begins a file, with its begin whole on the disk; one that is there is replaced. */
  public static McapWriter create(Path file, Prelude prelude) throws IOException {
    byte[] begin = prelude.encode();
    DurableFile.write(file, begin);
    return resume(
        file,
        new McapContents(prelude, List.of(), begin.length, begin.length, McapContents.State.OPEN));
  }

  /**
   * Goes on with a file, after the last chunk of its contents: what follows is cut off, but for a
   * summary, which stays until something is appended.
   */
  public static McapWriter resume(Path file, McapContents contents) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      McapWriter writer = new McapWriter(file, channel, contents);
      writer.readChecksum();
      if (!writer.closed) {
        writer.cut();
      }
      return writer;
    } catch (IOException e) {
      channel.close();
      throw DurableFile.named(file, e);
    }
  }

  /**
   * Appends chunks; when this returns, they survive the machine.
   *
   * @return where they stand
   * @throws IOException if they could not be written; then the file is as before, as far as the
   *     disk allows, and takes no more
   */
  public List<ChunkInfo> append(List<Chunk> added) throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    List<ChunkInfo> infos = new ArrayList<>();
    RecordBuffer out = new RecordBuffer();
    for (Chunk chunk : added) {
      infos.add(ChunkInfo.of(chunk, end + out.size()));
      out.raw(chunk.header()).raw(chunk.records());
      chunk.counts().keySet().forEach(id -> out.raw(chunk.index(id)));
    }
    byte[] bytes = out.toBytes();
    write(bytes);
    crc.update(bytes);
    end += bytes.length;
    chunks.addAll(infos);
    return infos;
  }

  /** Number of chunks. */
  public int chunks() {
    return chunks.size();
  }

  /** Ends the file with its summary, unless writing has failed before. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (!closed && failure == null) {
        write(new Closing(prelude, chunks, end).encode((int) crc.getValue()));
        closed = true;
      }
    }
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      cut();
      closed = false;
      while (buffer.hasRemaining()) {
        channel.write(buffer, end + buffer.position());
      }
      channel.force(false);
    } catch (IOException e) {
      failure = DurableFile.named(file, e);
      try {
        cut();
      } catch (IOException cutting) {
        failure.addSuppressed(cutting);
      }
      throw failure;
    }
  }

  private void cut() throws IOException {
    if (channel.size() > end) {
      channel.truncate(end);
      channel.force(true);
    }
  }

  /** The checksum of what is there already goes on with what is appended. */
  private void readChecksum() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
    for (long at = 0; at < end; at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(COPY_BYTES, end - at));
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, at + buffer.position()) < 0) {
          throw new IOException("the file became shorter while it was read");
        }
      }
      crc.update(buffer.flip());
    }
  }
}

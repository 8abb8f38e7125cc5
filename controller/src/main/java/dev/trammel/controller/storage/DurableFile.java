package dev.trammel.controller.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files whole or not at all: into a temporary file beside the target, forced to the disk,
 * then renamed. A process that is killed leaves the old file or the new one, and at most a
 * {@code *.tmp} that nobody reads.
 */
public final class DurableFile {

  private DurableFile() {}

  public static void write(Path file, byte[] bytes) throws IOException {
    requireFolder(file);
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel channel = FileChannel.open(
        temporary,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      // a full disk should not be fuller by what nobody reads
      Files.deleteIfExists(temporary);
      throw named(file, e);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file.resolveSibling("."));
  }

  private static void requireFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new FileSystemException(
          file.toString(), null, "cannot be written, there is no folder " + file.getParent());
    }
  }

  /** The failure, with the file's name; the system says what happened, but not to which file. */
  public static IOException named(Path file, IOException failure) {
    if (failure instanceof FileSystemException || failure instanceof CorruptFileException) {
      return failure;
    }
    return new IOException(file + ": " + failure.getMessage(), failure);
  }

  /** Makes the rename itself survive a power cut, where folders can be opened. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // not every system opens folders; the file itself is on the disk
      return;
    }
  }
}

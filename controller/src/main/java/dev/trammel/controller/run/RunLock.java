package dev.trammel.controller.run;

import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process out of a run's folder; the system lets go when a process dies. */
final class RunLock implements AutoCloseable {

  static final String FILE = ".lock";

  private static final int MOST_BYTES = 300;

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock take(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    FileChannel channel = FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (lock(channel) == null) {
        throw new RunException(
            "another process is working on run " + folder + ": " + read(channel));
      }
      write(channel);
      return new RunLock(channel);
    } catch (IOException e) {
      channel.close();
      throw DurableFile.named(file, e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Who holds the lock; advice for people, since the system alone decides. */
  private static void write(FileChannel channel) throws IOException {
    String self = "process " + ProcessHandle.current().pid() + " on " + host();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    channel.read(bytes, 0);
    String holder = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    return holder.isBlank() ? "one that has not said which" : holder.strip();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

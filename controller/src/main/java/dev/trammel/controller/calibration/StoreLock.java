package dev.trammel.controller.calibration;

import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time change a folder of calibrations, of all processes and threads; the others
 * wait for the moment that it takes. The system lets go when a process dies.
 */
final class StoreLock implements AutoCloseable {

  private static final String FILE = ".lock";

  /** The system's locks are a process's: they do not keep its threads apart. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  static StoreLock take(Path folder) throws IOException {
    THREADS.lock();
    try {
      Path file = folder.resolve(FILE);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.lock();
        return new StoreLock(channel);
      } catch (IOException e) {
        channel.close();
        throw DurableFile.named(file, e);
      }
    } catch (IOException | RuntimeException e) {
      THREADS.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      THREADS.unlock();
    }
  }
}

package dev.trammel.controller.deploy;

import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes the present numbers to a file each second, as Prometheus' node exporter collects them;
 * whoever reads it sees one second's whole. A disk that is full ends nothing, nor do numbers that
 * could not be had: the next second tries again.
 */
public final class MetricsFile implements AutoCloseable {

  private final Path file;
  private final Supplier<String> text;
  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> writing;

  private MetricsFile(Path file, Supplier<String> text) {
    this.file = file;
    this.text = text;
    thread = Executors.newSingleThreadScheduledExecutor(work -> {
      Thread daemon = new Thread(work, "metrics-file");
      daemon.setDaemon(true);
      return daemon;
    });
    writing = thread.scheduleWithFixedDelay(this::writeIfPossible, 1, 1, TimeUnit.SECONDS);
  }

  /** Writes it once, so that a wrong path is noticed, and then each second. */
  public static MetricsFile open(Path file, Supplier<String> text) throws IOException {
    DurableFile.write(file, bytes(text));
    return new MetricsFile(file, text);
  }

  private synchronized void write() throws IOException {
    DurableFile.write(file, bytes(text));
  }

  private static byte[] bytes(Supplier<String> text) {
    return text.get().getBytes(StandardCharsets.UTF_8);
  }

  private void writeIfPossible() {
    try {
      write();
    } catch (IOException | RuntimeException e) {
      // numbers to watch are not worth a robot's stop; that the file is old tells
      return;
    }
  }

  @Override
  public void close() {
    writing.cancel(false);
    thread.shutdown();
    writeIfPossible();
  }
}

package dev.trammel.hardware.soak;

import dev.trammel.hardware.broker.EmbeddedBroker;
import dev.trammel.hardware.broker.MosquittoProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker that can be ended without a good-bye and started again at the same port. */
interface SoakBroker extends AutoCloseable {

  int port();

  void kill();

  void restart();

  @Override
  void close();

  static SoakBroker start(String kind) {
    return kind.equals("embedded") ? new Embedded() : new Mosquitto();
  }

  /** In a process of its own; kill is kill -9. */
  final class Mosquitto implements SoakBroker {

    private final Path folder;
    private final MosquittoProcess process;

    private Mosquitto() {
      try {
        folder = Files.createTempDirectory("trammel-soak");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      process = MosquittoProcess.open(folder);
    }

    @Override
    public int port() {
      return process.port();
    }

    @Override
    public void kill() {
      process.kill();
    }

    @Override
    public void restart() {
      process.restart();
    }

    @Override
    public void close() {
      process.close();
      try {
        Files.deleteIfExists(folder.resolve("mosquitto.conf"));
        Files.deleteIfExists(folder.resolve("mosquitto.log"));
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Within this process: its threads and its memory are among those that are watched. */
  final class Embedded implements SoakBroker {

    private EmbeddedBroker broker = EmbeddedBroker.start(0);
    private final int port = broker.port();

    @Override
    public int port() {
      return port;
    }

    @Override
    public void kill() {
      broker.close();
    }

    @Override
    public void restart() {
      broker = EmbeddedBroker.start(port);
    }

    @Override
    public void close() {
      broker.close();
    }
  }
}

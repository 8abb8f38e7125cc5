package dev.trammel.hardware.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Mosquitto in a process of its own, on a free port of this machine: for measurements, tests, and
 * whatever else needs a real broker for a while.
 */
public final class MosquittoProcess implements AutoCloseable {

  private static final List<Path> PLACES = List.of(
      Path.of("/usr/sbin/mosquitto"),
      Path.of("/usr/local/sbin/mosquitto"),
      Path.of("/opt/homebrew/sbin/mosquitto"));

  /** Lets everybody in, and is as fast as the one of mosquitto.conf. */
  private static final String OPEN = """
      listener @PORT@ 127.0.0.1
      allow_anonymous true
      set_tcp_nodelay true
      max_topic_alias 0
      max_inflight_messages 200
      max_queued_messages 1000
      """;

  private static final long START_SECONDS = 10;

  private final Path folder;
  private final Map<String, String> environment;
  private final int port;
  private Process process;

  /**
   * Starts it; it accepts connections when this returns.
   *
   * @param folder that exists, for its configuration and its log
   * @param configuration in it {@code @PORT@} stands for the port
   * @param environment variables on top of ours
   * @throws UsageException if mosquitto is not installed, or does not start
   */
  public MosquittoProcess(Path folder, String configuration, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      // of root it would become a user who may not read the folder
      Files.writeString(
          folder.resolve("mosquitto.conf"),
          "user root\n" + configuration.replace("@PORT@", "" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = launch();
  }

  /** One that lets everybody in. */
  public static MosquittoProcess open(Path folder) {
    return new MosquittoProcess(folder, OPEN, Map.of());
  }

  /** As {@link #open}, with variables of its environment. */
  public static MosquittoProcess open(Path folder, Map<String, String> environment) {
    return new MosquittoProcess(folder, OPEN, environment);
  }

  public static boolean isInstalled() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  public int port() {
    return port;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Starts it again after {@link #kill}; what it kept is gone. */
  public void restart() {
    process = launch();
  }

  private Process launch() {
    Path program = program()
        .orElseThrow(
            () -> new UsageException("mosquitto is not installed: sudo apt-get install mosquitto"));
    Path configuration = folder.resolve("mosquitto.conf");
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "-c", configuration.toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    try {
      Process started = builder.start();
      awaitListening(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("mosquitto.log");
  }

  private void awaitListening(Process started) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!isListening()) {
      if (!started.isAlive() || System.nanoTime() > until) {
        started.destroyForcibly();
        throw new UsageException("mosquitto does not start: " + Files.readString(log(), UTF_8));
      }
      Thread.onSpinWait();
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it at once, without a good-bye. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}

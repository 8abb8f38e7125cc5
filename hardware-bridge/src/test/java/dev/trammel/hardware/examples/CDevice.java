package dev.trammel.hardware.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The robot of {@code examples/c-device}, built by its Makefile and run under the sanitizers. */
final class CDevice implements AutoCloseable {

  private static final Path SOURCE = Stream.of(
          "examples/c-device", "hardware-bridge/examples/c-device")
      .map(path -> Path.of(path).toAbsolutePath())
      .filter(Files::isDirectory)
      .findFirst()
      .orElseThrow();

  private static final Path BUILD = SOURCE.resolve("../../target/c-device").normalize();

  private final Process process;
  private final BufferedReader output;

  private CDevice(Process process) {
    this.process = process;
    output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Builds it if need be, and starts it; it connects by itself. */
  static CDevice start(int port, String... options) throws IOException, InterruptedException {
    make("SANITIZE=1");
    List<String> command = new ArrayList<>(List.of(
        BUILD.resolve("c-device-sanitized").toString(),
        "--host",
        "localhost",
        "--port",
        "" + port));
    command.addAll(List.of(options));
    return new CDevice(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /**
   * Runs {@code make}.
   *
   * @return what it and what it ran printed
   * @throws AssertionError with all of that, if it failed
   */
  static String make(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("make", "-s", "-C", SOURCE.toString(), "BUILD=" + BUILD));
    command.addAll(List.of(arguments));
    Process make = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(make.getInputStream().readAllBytes(), UTF_8);
    if (make.waitFor() != 0) {
      throw new AssertionError(command + " failed:\n" + said);
    }
    return said;
  }

  /** Reads on to the first line that begins so. */
  String awaitLine(String beginning) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("no line '" + beginning + "…' in\n" + before);
  }

  /** Asks it to end, and waits; 0 unless a sanitizer has found something. */
  int end() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Gives it no time for a good-bye. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

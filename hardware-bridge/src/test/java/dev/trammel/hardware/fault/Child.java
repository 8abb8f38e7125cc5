package dev.trammel.hardware.fault;

import dev.trammel.controller.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Java process of this test's own, for signals. */
final class Child implements AutoCloseable {

  private final Process process;
  private final Path said;

  /** @param environment on top of ours */
  Child(Path folder, Map<String, String> environment, Class<?> main, String... arguments)
      throws IOException {
    said = folder.resolve(main.getSimpleName() + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(ChildJvm.line(main, arguments)).directory(folder.toFile());
    builder.environment().putAll(environment);
    process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  /** Sends a signal, as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
  }

  /** Ends it with SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Tells it to end in good order, and waits. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().write('\n');
    process.getOutputStream().close();
    process.waitFor();
  }

  /** Waits until it has ended by itself; what it said. */
  String said() throws IOException, InterruptedException {
    process.waitFor();
    return Files.readString(said);
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.trammel.calibration.study;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** This program once more, in a process of its own, with other arguments. */
final class Program {

  private static final List<String> INHERITED = List.of("-Dtrammel.", "-Xm", "-XX:", "--add-");

  private Program() {}

  /** Begins it; what it says, errors too, goes to a file. */
  static Process start(List<String> arguments, Path said) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> INHERITED.stream().anyMatch(argument::startsWith))
        .forEach(line::add);
    Stream.of("-cp", System.getProperty("java.class.path"), "dev.trammel.controller.cli.Main")
        .forEach(line::add);
    line.addAll(arguments);
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  /**
   * Runs it to its end; it ends with this program.
   *
   * @return its exit code
   */
  static int run(List<String> arguments, Path said) throws IOException, InterruptedException {
    Process process = start(arguments, said);
    try {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }
}

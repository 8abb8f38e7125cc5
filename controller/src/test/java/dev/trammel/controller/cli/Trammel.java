package dev.trammel.controller.cli;

import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the command line in a process of its own, with the sled among its tasks. */
final class Trammel {

  /** How a process ended and what it said. */
  record Ended(int code, String out, String err) {

    /** The last line of standard output. */
    Map<String, @Nullable Object> json() {
      List<String> lines = out.lines().toList();
      return Json.read(lines.get(lines.size() - 1));
    }
  }

  private final Path folder;

  /**
   * Installs the task.
   *
   * @param folder empty; the process works in it
   */
  Trammel(Path folder) throws IOException {
    this.folder = folder;
    Path tasks = Files.createDirectories(folder.resolve("tasks"));
    for (String name : List.of("sled.yaml", "sled.urdf")) {
      try (InputStream in = Trammel.class.getResourceAsStream(name)) {
        Files.write(tasks.resolve(name), in.readAllBytes());
      }
    }
    Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
    Files.writeString(
        services.resolve(PlantProvider.class.getName()), SledProvider.class.getName());
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(), arguments);
  }

  /**
   * Runs a command to its end.
   *
   * @param options of the Java process
   */
  Ended run(List<String> options, String... arguments) throws IOException, InterruptedException {
    return end(Stream.concat(line(options).stream(), Stream.of(arguments)).toList());
  }

  /**
   * Runs a command whose files cannot grow beyond a size, as on a disk that is full.
   *
   * @param kilobytes most of each file
   */
  Ended runWithin(int kilobytes, String... arguments) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "bash"));
    // the JVM's own files would not fit either
    line.addAll(line(List.of("-XX:-UsePerfData")));
    line.addAll(List.of(arguments));
    return end(line);
  }

  /** The command line up to the program's arguments. */
  List<String> line(List<String> options) {
    List<String> line = new ArrayList<>();
    // a parent that ignores Ctrl-C would hand that down
    line.addAll(List.of("env", "--default-signal=INT"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dtrammel.tasks=tasks"));
    line.addAll(options);
    line.addAll(List.of("-cp", "classes:" + System.getProperty("java.class.path")));
    line.add(Main.class.getName());
    return line;
  }

  private Ended end(List<String> line) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    int code = new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start()
        .waitFor();
    return new Ended(code, text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}

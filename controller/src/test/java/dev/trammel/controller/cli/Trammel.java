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
    List<String> line = new ArrayList<>();
    // a parent that ignores Ctrl-C would hand that down
    line.addAll(List.of("env", "--default-signal=INT"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dtrammel.tasks=tasks"));
    line.addAll(options);
    line.addAll(List.of("-cp", "classes:" + System.getProperty("java.class.path")));
    line.add(Main.class.getName());
    line.addAll(List.of(arguments));
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

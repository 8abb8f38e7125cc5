package dev.trammel.calibration;

import dev.trammel.controller.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the product's command line, with all its modules, in a process of its own. */
public final class Trammel {

  /** How a process ended and what it said. */
  public record Ended(int code, String out, String err) {}

  private static final int MOST_SECONDS = 240;

  private Trammel() {}

  /**
   * Runs a command to its end.
   *
   * @param folder the process works in it
   */
  public static Ended run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(
        java(),
        "-Dtrammel.tasks=" + tasks(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName()));
    line.addAll(List.of(arguments));
    return run(folder, line);
  }

  /**
   * Runs a line of shell, in which {@code trammel} is the product.
   *
   * @param folder the shell works in it
   */
  public static Ended shell(Path folder, String line) throws IOException, InterruptedException {
    String function = "trammel() { \"" + java() + "\" \"-Dtrammel.tasks=" + tasks() + "\" -cp \""
        + System.getProperty("java.class.path") + "\" " + Main.class.getName() + " \"$@\"; }; ";
    return run(folder, List.of("bash", "-c", function + line));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path tasks() {
    return Path.of(System.getProperty("trammel.tasks")).toAbsolutePath();
  }

  private static Ended run(Path folder, List<String> line)
      throws IOException, InterruptedException {
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    Process process = new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectOutput(out)
        .redirectError(err)
        .start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("did not end: " + line);
    }
    return new Ended(process.exitValue(), read(out), read(err));
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }
}

package dev.trammel.controller.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Runs the scripts of {@code src/test/npm}, which read files with other people's readers. */
public final class Node {

  private static final Path SOURCE =
      Path.of(System.getProperty("trammel.tasks")).resolveSibling("src/test/npm");

  private final Path folder;

  private Node(Path folder) {
    this.folder = folder;
  }

  /** Installs what the lock file names into {@code target/npm}, where it is not there yet. */
  public static synchronized Node install() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target/npm"));
    Path installed = folder.resolve("node_modules/.package-lock.json");
    Path lock = folder.resolve("package-lock.json");
    boolean current = Files.exists(installed)
        && Files.exists(lock)
        && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0;
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            folder.resolve(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Node node = new Node(folder);
    if (!current) {
      node.run("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
    }
    return node;
  }

  /** The lines that a script prints; it must succeed. */
  public List<String> lines(String script, String... arguments)
      throws IOException, InterruptedException {
    return run(
        Stream.concat(Stream.of("node", script), Stream.of(arguments)).toArray(String[]::new));
  }

  private List<String> run(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    int code = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start()
        .waitFor();
    assertThat(code)
        .as(String.join(" ", command) + "\n" + Files.readString(err))
        .isZero();
    return Files.readAllLines(out);
  }
}

package dev.trammel.calibration.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An image is made by the JDK's own tools, and started. */
class ImageCommandTest {

  private static final long MOST_BYTES = 60_000_000;

  @TempDir
  private static Path folder;

  private static Path image;

  @BeforeAll
  static void make() {
    image = folder.resolve("robot");
    assertThat(new CommandLine(new ImageCommand()).execute("--out", image.toString()))
        .isZero();
  }

  @Test
  void aRobotGetsLessThanSixtyMegabytes() throws IOException {
    long bytes = files().stream().mapToLong(file -> file.toFile().length()).sum();

    assertThat(bytes).isBetween(10_000_000L, MOST_BYTES);
  }

  @Test
  void noSimulatorBrokerOrWebServerIsInIt() throws IOException {
    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .noneMatch(name -> name.matches(".*(jbullet|artemis|netty|duckdb|jmh).*"));
    assertThat(Files.readString(image.resolve("runtime/release")))
        .doesNotContain("jdk.httpserver", "java.desktop");
  }

  @Test
  void itStartsWithItsOwnJavaAlone() throws Exception {
    assertThat(said(0, "--version")).contains("The Z Garbage Collector", "trammel ");
    assertThat(said(0, "run", "--help")).contains("Hold a bundle on a robot");
    assertThat(said(2, "run", "none.trammel")).contains("no such file: none.trammel");
  }

  @Test
  void itsJavaStartsFromAnArchiveOfItsClassesWhereverItIsCopied() throws Exception {
    Path moved = image.resolveSibling("moved");
    Files.move(image, moved);
    image = moved;

    assertThat(said(0, "--version"))
        .contains("java.util.HashMap source: shared objects file", "trammel ");
  }

  private static String said(int code, String... arguments) throws Exception {
    Path out = folder.resolve("out.txt");
    List<String> line =
        Stream.concat(Stream.of(image + "/bin/trammel"), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("TRAMMEL_JAVA_OPTS", "-Xlog:gc+init -Xlog:class+load");
    assertThat(builder.redirectOutput(out.toFile()).start().waitFor()).isEqualTo(code);
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(image)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}

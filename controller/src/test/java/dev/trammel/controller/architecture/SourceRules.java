package dev.trammel.controller.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the source files of every module; each module's test extends it. */
public abstract class SourceRules {

  static final int LONGEST = 299;
  private static final Path GENERATED =
      Path.of("src/main/java/dev/trammel/controller/linalg/vector");

  @Test
  void javaFilesHaveLessThanThreeHundredLines() throws IOException {
    assertThat(tooLong(Path.of("src"))).isEmpty();
  }

  @Test
  void everyPackageOpensWithAPackageInfo() throws IOException {
    assertThat(withoutPackageInfo(Path.of("src"))).isEmpty();
  }

  /** Files beyond the limit, with their lengths; the generated kernels are exempt. */
  static List<String> tooLong(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(SourceRules::isJava)
          .filter(file -> !file.startsWith(GENERATED))
          .filter(file -> lines(file) > LONGEST)
          .map(file -> file + ": " + lines(file) + " lines")
          .toList();
    }
  }

  /** Folders that hold Java files and no {@code package-info.java}. */
  static List<Path> withoutPackageInfo(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(SourceRules::isJava)
          .map(Path::getParent)
          .distinct()
          .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
          .filter(folder -> !sameFolderOfMain(folder))
          .toList();
    }
  }

  // tests of a package share the package-info of the code they test
  private static boolean sameFolderOfMain(Path folder) {
    String main = folder.toString().replace("src/test/java", "src/main/java");
    return Files.exists(Path.of(main, "package-info.java"));
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

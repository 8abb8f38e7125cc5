package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Learning on a simulated body: one seed gives one run, on any number of threads and any Java. */
class LearningTest {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  @Test
  void twoThreadsLearnWhatOneLearns() throws IOException {
    assertThat(SwingUp.learn(2)).satisfies(two -> {
      assertThat(two.episodes()).isGreaterThan(6);
      assertThat(two.trajectoryHash()).isEqualTo(SwingUp.learn(1).trajectoryHash());
    });
  }

  @Test
  void anotherJavaLearnsTheSame() throws Exception {
    Optional<Path> java = newerJava();
    if (java.isEmpty()) {
      System.out.println("learning on Java 25 not compared, none in " + INSTALLED
          + "; from Adoptium's repository: sudo apt-get install temurin-25-jdk");
      return;
    }

    assertThat(hashOn(java.get())).isEqualTo(SwingUp.learn(1).trajectoryHash());
  }

  private static Optional<Path> newerJava() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(INSTALLED)) {
      return folders
          .filter(folder -> folder.getFileName().toString().contains("-25-"))
          .map(folder -> folder.resolve("bin/java"))
          .filter(Files::isExecutable)
          .sorted()
          .findFirst();
    }
  }

  private static String hashOn(Path java) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
            java.toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Dtrammel.tasks=" + System.getProperty("trammel.tasks"),
            "-cp",
            System.getProperty("java.class.path"),
            SwingUp.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.strip();
  }
}

package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Main;
import dev.trammel.controller.run.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @TempDir
  private Path folder;

  /** How a process ended and what it said. */
  private record Ended(int code, String out, String err) {}

  @Test
  void commandLineOffersBothBenchmarks() throws Exception {
    assertThat(trammel("--help").out()).contains("  bench ");

    Ended help = trammel("bench", "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("kernels", "sim");
    assertThat(trammel("bench", "kernels", "--help").out()).contains("--forks", "--quick");
    assertThat(trammel("bench", "sim", "--help").out()).contains("--repetitions", "--quick");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bench | which benchmark? kernels or sim",
        "bench kernels --size 3 | a size must be n,m,T, as in 14,7,100; was '3'",
        "bench kernels --forks 0 | --forks must be at least 1, was 0",
        "bench sim --repetitions 0 | --repetitions must be at least 1, was 0",
      })
  void wrongUsageIsToldInOneLine(String line, String message) throws Exception {
    Ended ended = trammel(line.split(" "));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines().findFirst())
        .hasValueSatisfying(first -> assertThat(first).startsWith("trammel: ").endsWith(message));
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  @Test
  void simulatorsResultIsOneObject() throws Exception {
    Ended ended = trammel("bench", "sim", "--quick", "--json", "--quiet");

    assertThat(ended.code()).isZero();
    Map<?, ?> json = Json.read(ended.out());
    assertThat((Object) json.get("bench")).isEqualTo("sim");
    assertThat((List<?>) json.get("bodies")).hasSize(2).allSatisfy(body -> {
      assertThat((Double) ((Map<?, ?>) body).get("steps_per_cpu_second")).isPositive();
      assertThat((Double) ((Map<?, ?>) body).get("ratio_two_over_one")).isPositive();
    });
  }

  private Ended trammel(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dtrammel.tasks=" + System.getProperty("trammel.tasks"),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName()));
    line.addAll(List.of(arguments));
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    Process process =
        new ProcessBuilder(line).redirectOutput(out).redirectError(err).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("did not end: " + line);
    }
    return new Ended(process.exitValue(), read(out), read(err));
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }
}

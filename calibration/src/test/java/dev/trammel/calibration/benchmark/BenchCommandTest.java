package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel;
import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @TempDir
  private Path folder;

  @Test
  void commandLineOffersAllBenchmarks() throws Exception {
    assertThat(trammel("--help").out()).contains("  bench ");

    Ended help = trammel("bench", "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("kernels", "link", "policy", "sim");
    assertThat(trammel("bench", "kernels", "--help").out()).contains("--forks", "--quick", "--out");
    assertThat(trammel("bench", "sim", "--help").out()).contains("--repetitions", "--quick");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bench | which benchmark? calibrate, circle, kernels, link, mpc, policy, sim",
        "bench circle --devices 0 | --devices must be at least 1, was 0",
        "bench kernels --size 3 | a size must be n,m,T, as in 14,7,100; was '3'",
        "bench kernels --forks 0 | --forks must be at least 1, was 0",
        "bench kernels --out missing/page.md | no such file: missing/page.md",
        "bench link --rate 0 | --rate must be at least 1, was 0",
        "bench mpc --steps 0 | --steps must be at least 1, was 0",
        "bench policy --forks 0 | --forks must be at least 1, was 0",
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
    assertThat((List<?>) json.get("bodies")).hasSize(3).allSatisfy(body -> {
      assertThat((Double) ((Map<?, ?>) body).get("steps_per_cpu_second")).isPositive();
      assertThat((Double) ((Map<?, ?>) body).get("ratio_two_over_one")).isPositive();
    });
  }

  @Test
  void planningKeepsToADeadlineThatNoPlanCanMeet() throws Exception {
    Ended ended =
        trammel("bench", "mpc", "--quick", "--size", "3,1,5", "--json", "--quiet", "--out", "p.md");

    assertThat(ended.code()).isZero();
    Map<?, ?> json = Json.read(ended.out());
    assertThat((List<?>) json.get("lines")).hasSize(2).allSatisfy(line -> {
      assertThat((Double) ((Map<?, ?>) line).get("ratio")).isGreaterThan(1);
      assertThat((Double) ((Map<?, ?>) line).get("partAtLimit")).isBetween(0.1, 0.9);
    });
    assertThat((List<?>) json.get("deadlines")).hasSize(3).allSatisfy(line -> {
      assertThat(((Map<?, ?>) line).get("infeasible")).isEqualTo(0);
      Map<?, ?> counts = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) line).get("counts"));
      assertThat((Object) counts.get("cycles")).isEqualTo(1_000);
    });
    assertThat(folder.resolve("p.md")).content().contains("| 3,1,5 | in the cycle |");
  }

  private Ended trammel(String... arguments) throws IOException, InterruptedException {
    return Trammel.run(folder, arguments);
  }
}

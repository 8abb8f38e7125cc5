package dev.trammel.hardware.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A short soak; `trammel soak` is the long one. */
class SoakTest {

  private static Task cartpole() throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"), List.of());
  }

  @ParameterizedTest
  @CsvSource({"mosquitto, 0.35", "embedded, 0.2"})
  void noRuleIsBroken(String broker, double minutes) throws Exception {
    try (Soak soak = new Soak(new SoakSettings(minutes, 0, broker), cartpole())) {
      SoakResult result = soak.run(() -> false, row -> {});

      assertThat(result.breaches()).isEmpty();
      assertThat(result.rows()).isNotEmpty();
      assertThat(result.faults()).isNotEmpty();
      assertThat(result.rows().get(0).account().accepted()).isPositive();
    }
  }

  @Test
  void endsWhenItIsToldTo() throws Exception {
    try (Soak soak = new Soak(new SoakSettings(60, 0, "mosquitto"), cartpole())) {
      assertThat(soak.run(() -> true, row -> {}).rows()).isEmpty();
    }
  }
}

package dev.trammel.calibration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveNumbersTest {

  @Test
  void aLongMotionSaysHowFarItIsEvenWhereLinesStay() throws IOException {
    PlantSettings plant =
        TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of()).plant();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      AtomicLong nanos = new AtomicLong();
      LiveNumbers numbers =
          new LiveNumbers(new CommonOptions().terminal(), plant, () -> false, nanos::get);
      numbers.begin("visit-pivot-1", 97);
      for (int second = 0; second <= 120; second++) {
        nanos.set(second * 1_000_000_000L);
        numbers.read(5 + second, new double[] {0.5, 0}, new double[] {1.5});
      }
    } finally {
      System.setErr(before);
    }

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("visit-pivot-1, 97.0 s", "visit-pivot-1 10.0/97.0 s  q 0.5  u 1.5")
        .doesNotContain("100.0/97.0 s");
  }
}

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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveNumbersTest {

  /** What somebody does who watches. */
  private interface Watched {

    void by(LiveNumbers numbers, AtomicLong nanos);
  }

  /** What is shown of a shipped task's robot. */
  private static String shown(String task, Watched watched) throws IOException {
    PlantSettings plant =
        TaskReader.read(TaskCatalog.shipped().find(task), List.of()).plant();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      AtomicLong nanos = new AtomicLong();
      watched.by(
          new LiveNumbers(new CommonOptions().terminal(), plant, () -> false, nanos::get), nanos);
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLongMotionSaysHowFarItIsEvenWhereLinesStay() throws IOException {
    String said = shown("joint-bench", (numbers, nanos) -> {
      numbers.begin("visit-pivot-1", 97);
      for (int second = 0; second <= 120; second++) {
        nanos.set(second * 1_000_000_000L);
        numbers.read(5 + second, new double[] {0.5, 0}, new double[] {1.5});
      }
    });

    assertThat(said)
        .contains("visit-pivot-1, 97.0 s", "visit-pivot-1 10.0/97.0 s  pivot 0.5 rad 1.5 N·m")
        .doesNotContain("100.0/97.0 s");
  }

  @Test
  void onTheWayToItsStartAMotionHasNotBegun() throws IOException {
    String said = shown("joint-bench", (numbers, nanos) -> {
      numbers.begin("settle", 15);
      for (int second = 0; second <= 30; second++) {
        nanos.set(second * 1_000_000_000L);
        double[] reading = {0.01 * second, 0};
        if (second <= 20) {
          numbers.approach(second, reading, new double[] {0});
        } else {
          numbers.read(second, reading, new double[] {0});
        }
      }
    });

    assertThat(said)
        .contains("going to the start of settle  pivot 0.1 rad 0 N·m", "settle 9.0/15.0 s")
        .doesNotContain("settle 0.", "settle 1.");
  }

  /** Half a minute of an arm, its joints even fast. */
  private static String armShown(String motion, double[] rates, double[] applied)
      throws IOException {
    return shown("arm-bench", (numbers, nanos) -> {
      numbers.begin(motion, 97);
      for (int second = 0; second <= 30; second++) {
        nanos.set(second * 1_000_000_000L);
        int now = second;
        double[] reading = Arrays.stream(rates).map(rate -> rate * now).toArray();
        numbers.read(second, reading, applied);
      }
    });
  }

  @Test
  void ofAnArmThoseJointsAreShownThatMoveOrArePushed() throws IOException {
    double[] rates = new double[14];
    rates[5] = 0.05;
    double[] applied = new double[7];
    applied[6] = 1.5;

    assertThat(armShown("pulse", rates, applied))
        .contains("pulse 10.0/97.0 s  joint6 0.5 rad 0 N·m  joint7 0 1.5\n");
  }

  @Test
  void aLineHasNoMoreJointsThanATerminalHasRoomFor() throws IOException {
    double[] rates = new double[14];
    Arrays.fill(rates, -0.0123);
    double[] applied = new double[7];
    Arrays.fill(applied, -1.23);

    assertThat(armShown("visit-all", rates, applied).lines().toList())
        .allMatch(line -> line.length() < 80)
        .anyMatch(line -> line.contains("visit-all 10.0") && line.split("joint").length > 2);
  }
}

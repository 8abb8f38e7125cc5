package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.procedure.EmulatedBench;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A lever that makes up for its weight by an encoder that is off: what the robot does then, its
 * rehearsal does.
 */
class MisjudgedWeightTest {

  private static final double OFFSET = 1.2;
  private static final int STEPS = 60;

  @TempDir
  private Path folder;

  @ParameterizedTest(name = "motors that give {0} N·m, inputs of {1}")
  @CsvSource({"15, 15", "15, 1", "2, 15", "2, 1"})
  void aRehearsalGivesWhatTheMotorsOfTheRobotGive(double motor, double limit) throws Exception {
    Task task = lever(motor, limit);
    double input = Math.min(1.5, limit) / 4;
    EmulatedBench device = new EmulatedBench(EmulatedRobot.of(
        task,
        new EmulatedRobot.Choice(
            "lever", 1, Hidden.of("offset=" + OFFSET + ".." + OFFSET, 0), true)));
    device.open();
    DescribedRobot robot = DescribedRobot.of(task)
        .saying(device.nameplate())
        .knowing(found -> found.with("pivot", Quantity.OFFSET, OFFSET));

    Recording real = device.perform(fromTheSide(input));
    Recording rehearsed;
    try (BenchBody simulated = robot.simulated()) {
      rehearsed = simulated.perform(fromTheSide(input));
    }

    assertThat(rehearsed.end()).isEqualTo(real.end()).isEqualTo(Recording.WHOLE);
    double moved = real.reading(STEPS, 0) - real.reading(0, 0);
    assertThat(rehearsed.reading(STEPS, 0) - rehearsed.reading(0, 0))
        .isCloseTo(moved, within(0.03 * Math.abs(moved)));
    assertThat(rehearsed.applied(STEPS - 1, 0)).isEqualTo(real.applied(STEPS - 1, 0));
  }

  private static Motion fromTheSide(double input) {
    return LeverMotions.from(-1, LeverMotions.push(input, STEPS, input));
  }

  private Task lever(double motor, double limit) throws IOException {
    Path tasks = Path.of(System.getProperty("trammel.tasks"));
    String urdf = Files.readString(tasks.resolve("lever.urdf"));
    Files.writeString(
        folder.resolve("lever.urdf"), urdf.replace("effort=\"15\"", "effort=\"" + motor + "\""));
    String yaml = Files.readString(tasks.resolve("joint-bench.yaml"));
    Files.writeString(
        folder.resolve("joint-bench.yaml"),
        yaml.replace("limit: 15", "limit: " + limit)
            .replace("  safeAction:", "  gravityCompensation: true\n  safeAction:"));
    return TaskReader.read(folder.resolve("joint-bench.yaml"), List.of());
  }
}

package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedRobotTest {

  @TempDir
  private Path folder;

  @Test
  void aRobotThatIsCalledAnythingHasTheNameOfADevice() throws IOException {
    Path tasks = Path.of(System.getProperty("trammel.tasks"));
    String urdf = Files.readString(tasks.resolve("lever.urdf"));
    Files.writeString(folder.resolve("lever.urdf"), urdf.replace("\"lever\"", "\"my lever/2.1\""));
    Files.copy(tasks.resolve("joint-bench.yaml"), folder.resolve("joint-bench.yaml"));
    Task task = TaskReader.read(folder.resolve("joint-bench.yaml"), List.of());

    String name = SimulatedRobot.nameplate(task.plant()).device();

    assertThat(name).isEqualTo("my-lever-2-1");
    assertThat(CalibrationStore.of(folder, name).folder()).isEqualTo(folder.resolve(name));
  }
}

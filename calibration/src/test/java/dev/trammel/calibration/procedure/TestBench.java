package dev.trammel.calibration.procedure;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Emulated robots on a bench, without a wire. */
final class TestBench {

  private TestBench() {}

  /** A robot of a shipped task whose effects a seed has drawn. */
  static BenchSession session(String task, long hiddenSeed, String... overrides)
      throws IOException {
    Task read = TaskReader.read(TaskCatalog.shipped().find(task), List.of(overrides));
    EmulatedRobot robot =
        EmulatedRobot.of(read, new EmulatedRobot.Choice("robot", 1, hiddenSeed, true));
    EmulatedBench bench = new EmulatedBench(robot);
    bench.open();
    return new DirectSession(
        new BenchRobot(read.plant(), bench.nameplate(), Optional.empty()), bench, hiddenSeed);
  }
}

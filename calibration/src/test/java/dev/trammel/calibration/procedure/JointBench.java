package dev.trammel.calibration.procedure;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The bench's one joint, with hidden effects of some kinds. */
final class JointBench {

  /** Enough to tell a spread. */
  private static final int REPEATS = 2;

  private JointBench() {}

  static BenchSession session(String hidden, long seed) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of());
    EmulatedBench bench = new EmulatedBench(EmulatedRobot.of(
        task, new EmulatedRobot.Choice("robot", 1, Hidden.of(hidden, seed), true)));
    bench.open();
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());
    return new DirectSession(robot, bench, seed, REPEATS);
  }
}

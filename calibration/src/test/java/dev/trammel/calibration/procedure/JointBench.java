package dev.trammel.calibration.procedure;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The bench's one joint, or one of its arm, with hidden effects of some kinds. */
final class JointBench {

  /** Enough to tell a spread. */
  private static final int REPEATS = 2;

  private JointBench() {}

  static BenchSession session(String hidden, long seed) throws IOException {
    return session("joint-bench", List.of(0), hidden, seed);
  }

  /** Of any robot, some joints of which are asked about. */
  static BenchSession session(String name, List<Integer> joints, String hidden, long seed)
      throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find(name), List.of());
    EmulatedBench bench = new EmulatedBench(EmulatedRobot.of(
        task, new EmulatedRobot.Choice("robot", 1, Hidden.of(hidden, seed), true)));
    bench.open();
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());
    return new DirectSession(robot, bench, seed, REPEATS).asking(joints);
  }
}

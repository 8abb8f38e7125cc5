package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Emulated robots on a bench, without a wire. */
final class TestBench {

  private TestBench() {}

  /** A robot of a shipped task whose effects a seed has drawn. */
  static BenchSession session(String task, long hiddenSeed, String... overrides)
      throws IOException {
    return session(read(task, overrides), Hidden.usual(hiddenSeed));
  }

  static Task read(String task, String... overrides) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(task), List.of(overrides));
  }

  static BenchSession session(Task task, Hidden hidden) {
    return session(task, hidden, Integer.MAX_VALUE);
  }

  /** With a robot that takes so many steps in one motion, or what it takes if that is less. */
  static BenchSession session(Task task, Hidden hidden, int mostSteps) {
    EmulatedRobot robot =
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true));
    EmulatedBench bench = new EmulatedBench(robot);
    bench.open();
    Nameplate is = bench.nameplate();
    Nameplate nameplate = OtherNameplate.taking(is, Math.min(mostSteps, is.mostSteps()));
    return new DirectSession(
        new BenchRobot(task.plant(), nameplate, Optional.empty()), bench, hidden.seed());
  }

  /** What was found of one thing, which there must be. */
  static Estimate estimate(Findings findings, String part, Quantity quantity) {
    Estimate found = findings.estimates().get(new Parameter(part, quantity));
    return Objects.requireNonNull(found, () -> "nothing was found of " + part + " " + quantity);
  }
}

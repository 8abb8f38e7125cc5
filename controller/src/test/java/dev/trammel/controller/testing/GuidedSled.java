package dev.trammel.controller.testing;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs that learn one policy for wherever in a region the sled and its target are. */
public final class GuidedSled {

  private static final int ITERATIONS = 3;

  private GuidedSled() {}

  /** Its conditions and its region have targets of their own. */
  public static Task task(String starts) {
    return SpringSled.task(
        "conditions=[{name: right, start: {positions: {slide: 0.5}}, targets: {home: [0.1, 0, 0]}},"
            + " {name: left, start: {positions: {slide: -0.4}}, targets: {home: [-0.1, 0, 0]}}]",
        "cost=[{type: point, point: sled, target: home, norm: {l2: 20}},"
            + " {type: input, weights: 0.01}]",
        "success={window: 0, all: [{type: point, point: sled, target: home, within: 0.1}]}",
        "region={start: {positionRange: 0.5}, targets: {home: [[-0.2, 0.2], 0, 0]}}",
        "policy={observes: [{joint: slide, measures: velocity},"
            + " {point: sled, axis: x, measures: position, by: kinematics, relativeTo: home}]}",
        "algorithm={type: mdgps, excitation: {episodes: 2}, budget: {iterations: " + ITERATIONS
            + "}, model: {type: gaussian-process, points: 60}, guided: {starts: " + starts
            + ", episodes: 1, explorers: 0, imagined: 2, confirmations: 2, network: {hidden: [8],"
            + " epochs: 20}}}");
  }

  /** Learns it, and says what is in the page that was written. */
  public static byte[] train(Path path, Task task) throws IOException {
    RunInfo info =
        RunInfo.here("sled", 3, task.source(), Kernels.best().name(), "2026-01-02T03:04:05Z");
    try (RunFolder run = RunFolder.create(path, info, task.source())) {
      Training.Means means =
          new Training.Means(() -> new SpringSled(task.plant().spec()), 2, () -> false);
      new Training(run, means).run(record -> {});
    }
    return Files.readAllBytes(path.resolve("report.html"));
  }
}

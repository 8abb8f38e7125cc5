package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Bodies;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Options of commands that run episodes. */
final class RolloutOptions {

  private static final int MOST_THREADS = 256;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that run episodes and compute conditions; the result does not depend on it. On a"
              + " robot, one of them runs the episodes. Default: the number of processors, here"
              + " ${DEFAULT-VALUE}.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** What to run a task's episodes with. */
  Training.Means means(Task task, BooleanSupplier stop) {
    return means(task.plant(), Disturbances.NONE, stop);
  }

  /** What to run a task's episodes with while something happens to the body in each. */
  Training.Means means(Task task, Disturbances disturbances, BooleanSupplier stop) {
    return means(task.plant(), disturbances, stop);
  }

  /** What to run episodes with on such a body, while something happens to it in each. */
  Training.Means means(PlantSettings body, Disturbances disturbances, BooleanSupplier stop) {
    int used = threads();
    PlantProvider provider = PlantProvider.chosenBy(body.provider());
    Bodies plants = () -> body(provider, body, disturbances);
    if (provider.isSimulated()) {
      return new Training.Means(plants, used, stop);
    }
    // an address that cannot be is told of before anything is written
    body(provider, body, disturbances).close();
    Bodies robot = Bodies.single(plants::next, provider.keepsTime(), RolloutOptions::tellRemarks);
    return new Training.Means(robot, used, stop);
  }

  private static void tellRemarks(Plant robot) {
    robot.remarks().forEach(remark -> System.err.println("trammel: note: " + remark));
  }

  /** Threads that were asked for. */
  int threads() {
    UsageException.requireAtLeast(threads, 1, "--threads");
    if (threads > MOST_THREADS) {
      throw new UsageException("--threads must be at most " + MOST_THREADS + ", was " + threads);
    }
    return threads;
  }

  private static Plant body(PlantProvider provider, PlantSettings body, Disturbances disturbances) {
    try {
      return provider.create(body, disturbances);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "plant '" + provider.name() + "' cannot be built: " + e.getMessage(), e);
    }
  }
}

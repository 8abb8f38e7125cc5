package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.task.Task;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Pushes that a robot gives itself by its own inputs: each lasts for a moment, begins at a random
 * step, and is at most as strong as the limits.
 */
final class Jolts {

  /** Mean time between two [s]. */
  private static final double INTERVAL = 1;

  /** How long one lasts [s]. */
  private static final double DURATION = 0.1;

  private Jolts() {}

  /** What is added to the inputs of an episode: T of m×1. */
  static DMatrixRMaj[] draw(Task task, SplittableRandom random) {
    InputLimits limits = InputLimits.of(task.plant());
    DMatrixRMaj[] added = new DMatrixRMaj[task.steps()];
    for (int t = 0; t < added.length; t++) {
      added[t] = new DMatrixRMaj(limits.size(), 1);
    }
    int length = (int) Math.max(1, Math.round(DURATION / task.plant().period()));
    long count = Math.max(1, Math.round(task.duration() / INTERVAL));
    for (int jolt = 0; jolt < count; jolt++) {
      int first = random.nextInt(added.length);
      for (int i = 0; i < limits.size(); i++) {
        double size = limits.upper(i) * random.nextDouble(-1, 1);
        for (int t = first; t < Math.min(first + length, added.length); t++) {
          added[t].data[i] += size;
        }
      }
    }
    return added;
  }
}

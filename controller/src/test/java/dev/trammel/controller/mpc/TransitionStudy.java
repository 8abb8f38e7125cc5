package dev.trammel.controller.mpc;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Prints how long a step of the shipped robots' equations takes, with its derivative and with one by
 * central differences; a program to run by hand, not a test.
 */
final class TransitionStudy {

  private static final List<String> TASKS = List.of(
      "pendulum-swingup",
      "cartpole-swingup",
      "cart-double-pendulum-swingup",
      "planar-reach",
      "arm-reach");
  private static final int ROUNDS = 200;
  private static final int CALLS = 50;

  private TransitionStudy() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(
        "| task | n, m | step [µs] | derivative [µs] | by differences [µs] | ratio |");
    for (String name : TASKS) {
      Task task = TaskReader.read(TaskCatalog.shipped().find(name));
      RigidBodyTransition model = new RigidBodyTransition(task.plant());
      DMatrixRMaj[] point = point(task, model, 1);
      int n = model.stateSize();
      int m = model.inputSize();
      DMatrixRMaj next = new DMatrixRMaj(n, 1);
      DMatrixRMaj F = new DMatrixRMaj(n, n + m);
      double step = micros(() -> model.step(point[0], point[1], next));
      double derivative = micros(() -> model.linearise(point[0], point[1], F));
      double differences = micros(() -> differences(task, model, point));
      System.out.printf(
          Locale.ROOT,
          "| %s | %d, %d | %.1f | %.1f | %.1f | %.1f |%n",
          name,
          n,
          m,
          step,
          derivative,
          differences,
          differences / derivative);
    }
  }

  /** A state and an input of a task at random. */
  static DMatrixRMaj[] point(Task task, RigidBodyTransition model, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int joints = task.plant().robot().degreesOfFreedom();
    double[] q = random.doubles(joints, -1, 1).toArray();
    double[] qd = random.doubles(joints, -1, 1).toArray();
    DMatrixRMaj x = new DMatrixRMaj(model.stateSize(), 1);
    model.observe(q, qd, x);
    DMatrixRMaj u = new DMatrixRMaj(model.inputSize(), 1);
    for (int i = 0; i < u.numRows; i++) {
      u.set(i, 0.1 * task.plant().actuators().get(i).limit() * random.nextDouble(-1, 1));
    }
    return new DMatrixRMaj[] {x, u};
  }

  /** Two steps for each joint's position and rate and for each input. */
  private static void differences(Task task, RigidBodyTransition model, DMatrixRMaj[] point) {
    DMatrixRMaj next = new DMatrixRMaj(model.stateSize(), 1);
    int columns = 2 * task.plant().robot().degreesOfFreedom() + model.inputSize();
    for (int i = 0; i < 2 * columns; i++) {
      model.step(point[0], point[1], next);
    }
  }

  private static double micros(Runnable call) {
    double[] rounds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      rounds[round] = (System.nanoTime() - begin) / 1e3 / CALLS;
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 4];
  }
}

package dev.trammel.hardware.emulated;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** How much faster than real time emulated bodies move: {@code java … EmulationSpeed}. */
public final class EmulationSpeed {

  private static final int PERIOD = 4000;
  private static final int STEPS = 2500;
  private static final int ROUNDS = 5;

  private EmulationSpeed() {}

  /** Prints a line per robot: the last of some rounds of 10 s each. */
  public static void main(String[] arguments) throws IOException {
    for (String name : List.of("joint-bench", "cartpole-swingup", "arm-bench")) {
      Task task = TaskReader.read(TaskCatalog.shipped().find(name), List.of());
      EmulatedRobot robot = EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, 7, true));
      double factor = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        move(robot, task, round);
        factor = STEPS * PERIOD * 1e3 / (System.nanoTime() - begin);
      }
      System.out.printf(Locale.ROOT, "%-20s %.0f times real time%n", name, factor);
    }
  }

  /** Small random efforts, with a look at the sensors each period. */
  private static void move(EmulatedRobot robot, Task task, int round) {
    SplittableRandom random = new SplittableRandom(round);
    double[] efforts = new double[task.inputSize()];
    double[] reading = new double[task.stateSize()];
    for (int t = 1; t <= STEPS; t++) {
      robot.body().read(reading);
      for (int i = 0; i < efforts.length; i++) {
        double limit = task.plant().actuators().get(i).limit();
        efforts[i] = 0.02 * limit * (random.nextDouble() - 0.5);
      }
      robot.body().apply(efforts);
      robot.body().advance((long) PERIOD * (round * STEPS + t));
    }
  }
}

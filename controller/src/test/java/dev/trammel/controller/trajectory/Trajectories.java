package dev.trammel.controller.trajectory;

import dev.trammel.controller.control.CycleStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded random trajectories. */
public final class Trajectories {

  private Trajectories() {}

  /** T steps, n states, p truths, m inputs, all statuses in turn. */
  public static Trajectory random(long seed, int steps, int n, int p, int m) {
    Random random = new Random(seed);
    List<CycleStatus> statuses = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      statuses.add(CycleStatus.values()[t % CycleStatus.values().length]);
    }
    return new Trajectory(
        rows(random, steps + 1, n),
        rows(random, steps + 1, p),
        rows(random, steps, m),
        rows(random, steps, m),
        statuses);
  }

  public static String hash(Trajectory... trajectories) {
    TrajectoryHash hash = new TrajectoryHash();
    for (Trajectory trajectory : trajectories) {
      hash.add(trajectory);
    }
    return hash.toString();
  }

  private static double[][] rows(Random random, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return values;
  }
}

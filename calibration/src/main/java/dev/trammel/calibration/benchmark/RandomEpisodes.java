package dev.trammel.calibration.benchmark;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Seeded episodes of a stable linear system that is led along a smooth path and shaken. The path moves
 * on a little from batch to batch, as it does while a controller learns.
 */
final class RandomEpisodes {

  private static final long SEED = 1;
  private static final double NOISE = 0.1;

  /** Of the path's phase, from batch to batch [rad]. */
  private static final double SHIFT = 0.02;

  private final SplittableRandom random;
  private final int steps;
  private final int n;
  private final int m;
  private final double[][] F;
  private int batches;

  RandomEpisodes(ProblemSize size) {
    random = new SplittableRandom(SEED);
    steps = size.steps();
    n = size.n();
    m = size.m();
    F = new double[n][n + m];
    double most = 1 / Math.sqrt(n);
    for (double[] row : F) {
      Arrays.setAll(row, j -> most * (2 * random.nextDouble() - 1));
    }
  }

  /** So many batches, oldest first. */
  List<TrajectoryBatch> run(int count, int episodes) {
    return Stream.generate(() -> run(episodes)).limit(count).toList();
  }

  /** One batch; another one at each call. */
  TrajectoryBatch run(int episodes) {
    List<Trajectory> trajectories = new ArrayList<>();
    for (int e = 0; e < episodes; e++) {
      trajectories.add(episode());
    }
    batches++;
    return new TrajectoryBatch(trajectories);
  }

  private Trajectory episode() {
    double[][] x = new double[steps + 1][n];
    double[][] u = new double[steps][m];
    Arrays.setAll(x[0], i -> random.nextGaussian());
    for (int t = 0; t < steps; t++) {
      Arrays.setAll(u[t], j -> random.nextGaussian());
      step(t, x[t], u[t], x[t + 1]);
    }
    return new Trajectory(
        x, new double[steps + 1][1], u, u, Collections.nCopies(steps, CycleStatus.OK));
  }

  private void step(int t, double[] x, double[] u, double[] next) {
    for (int i = 0; i < n; i++) {
      double path = 10 * StrictMath.sin((0.02 + 0.005 * i) * t + i + SHIFT * batches);
      next[i] = path + NOISE * random.nextGaussian();
      for (int j = 0; j < n; j++) {
        next[i] += F[i][j] * x[j];
      }
      for (int j = 0; j < m; j++) {
        next[i] += F[i][n + j] * u[j];
      }
    }
  }
}

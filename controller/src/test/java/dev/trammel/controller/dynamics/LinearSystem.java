package dev.trammel.controller.dynamics;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** A random, stable, time-varying linear system x' = F (x, u) + f + noise, and episodes of it. */
final class LinearSystem {

  final int n;
  final int m;
  final DMatrixRMaj[] transitions;
  final DMatrixRMaj[] offsets;

  LinearSystem(int n, int m, int steps, long seed) {
    this.n = n;
    this.m = m;
    Random random = new Random(seed);
    transitions = new DMatrixRMaj[steps];
    offsets = new DMatrixRMaj[steps];
    double most = 1 / Math.sqrt(n);
    for (int t = 0; t < steps; t++) {
      transitions[t] = RandomMatrices_DDRM.rectangle(n, n + m, -most, most, random);
      offsets[t] = RandomMatrices_DDRM.rectangle(n, 1, -1, 1, random);
    }
  }

  /** The same step, as often as asked for. */
  static LinearSystem stationary(int n, int m, int steps, long seed) {
    LinearSystem system = new LinearSystem(n, m, steps, seed);
    Arrays.fill(system.transitions, system.transitions[0]);
    Arrays.fill(system.offsets, system.offsets[0]);
    return system;
  }

  /** The same transition at every step, with offsets that lead along a smooth path. */
  static LinearSystem alongAPath(int n, int m, int steps, long seed) {
    LinearSystem system = stationary(n, m, steps, seed);
    for (int t = 0; t < steps; t++) {
      system.offsets[t] = new DMatrixRMaj(n, 1);
      for (int i = 0; i < n; i++) {
        system.offsets[t].set(i, 10 * Math.sin((0.02 + 0.005 * i) * t + i));
      }
    }
    return system;
  }

  /** Episodes with random first states and inputs. */
  TrajectoryBatch run(int episodes, double noise, long seed) {
    Random random = new Random(seed);
    List<Trajectory> trajectories = new ArrayList<>();
    for (int e = 0; e < episodes; e++) {
      double[][] u = new double[transitions.length][m];
      for (double[] row : u) {
        Arrays.setAll(row, j -> random.nextGaussian());
      }
      trajectories.add(episode(u, noise, random));
    }
    return new TrajectoryBatch(trajectories);
  }

  /** An episode under given inputs, T×m. */
  Trajectory episode(double[][] u, double noise, Random random) {
    int steps = transitions.length;
    double[][] x = new double[steps + 1][n];
    Arrays.setAll(x[0], i -> random.nextGaussian());
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < n; i++) {
        double next = offsets[t].get(i) + noise * random.nextGaussian();
        for (int j = 0; j < n; j++) {
          next += transitions[t].get(i, j) * x[t][j];
        }
        for (int j = 0; j < m; j++) {
          next += transitions[t].get(i, n + j) * u[t][j];
        }
        x[t + 1][i] = next;
      }
    }
    return new Trajectory(
        x, new double[steps + 1][1], u, u, Collections.nCopies(steps, CycleStatus.OK));
  }
}

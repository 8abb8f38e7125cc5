package dev.trammel.controller.dynamics;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A pendulum with an angle that winds up, (angle, rate) and a torque, 0.05 s a step. */
final class Pendulum {

  static final boolean[] ANGLES = {true, false};
  static final int STEPS = 40;

  private static final double STEP = 0.05;

  private Pendulum() {}

  /** One step, exact to the fourth order. */
  static double[] step(double[] x, double u) {
    double[] k1 = rate(x, u);
    double[] k2 = rate(moved(x, k1, STEP / 2), u);
    double[] k3 = rate(moved(x, k2, STEP / 2), u);
    double[] k4 = rate(moved(x, k3, STEP), u);
    double[] next = x.clone();
    for (int i = 0; i < 2; i++) {
      next[i] += STEP / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return next;
  }

  private static double[] rate(double[] x, double u) {
    return new double[] {x[1], 9.81 * Math.sin(x[0]) - 0.1 * x[1] + 4 * u};
  }

  private static double[] moved(double[] x, double[] direction, double length) {
    return new double[] {x[0] + length * direction[0], x[1] + length * direction[1]};
  }

  /** Episodes from anywhere under random torques; each next state is disturbed. */
  static TransitionMemory memory(int episodes, double noise, long seed) {
    Random random = new Random(seed);
    List<Trajectory> trajectories = new ArrayList<>();
    for (int e = 0; e < episodes; e++) {
      trajectories.add(episode(noise, random));
    }
    return TransitionMemory.of(List.of(new TrajectoryBatch(trajectories)));
  }

  private static Trajectory episode(double noise, Random random) {
    double[][] x = new double[STEPS + 1][2];
    double[][] u = new double[STEPS][1];
    x[0] = new double[] {4 * random.nextDouble() - 2 + 2 * Math.PI, random.nextGaussian()};
    for (int t = 0; t < STEPS; t++) {
      u[t][0] = random.nextGaussian();
      x[t + 1] = step(x[t], u[t][0]);
      x[t + 1][0] += noise * random.nextGaussian();
      x[t + 1][1] += noise * random.nextGaussian();
    }
    return new Trajectory(
        x, new double[STEPS + 1][1], u, u, Collections.nCopies(STEPS, CycleStatus.OK));
  }
}

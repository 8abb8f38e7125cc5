package dev.trammel.sim.physics;

import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.task.World;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Prints how many steps of 1 ms the simulator does in a second of CPU time, alone and on two threads
 * at once. Run {@code main}; it takes some seconds.
 */
final class SpeedProbe {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int INTERVAL_STEPS = 50;
  private static final int REPETITIONS = 8;

  private final GoldenMotion motion;
  private final int episodes;
  private double bestSeconds = Double.POSITIVE_INFINITY;

  private SpeedProbe(GoldenMotion motion, int episodes) {
    this.motion = motion;
    this.episodes = episodes;
  }

  public static void main(String[] args) throws InterruptedException {
    for (String name : new String[] {"cartpole", "arm7"}) {
      double alone = best(name, 1);
      double shared = best(name, 2);
      System.out.printf(
          "%-9s %8.0f steps of 1 ms per CPU second, %.2f µs each; on two threads %.2f times that%n",
          name, 1 / alone, 1e6 * alone, shared / alone);
    }
  }

  /** CPU seconds per step, the slower thread's best repetition. */
  private static double best(String name, int threads) throws InterruptedException {
    Thread[] workers = new Thread[threads];
    SpeedProbe[] probes = new SpeedProbe[threads];
    for (int i = 0; i < threads; i++) {
      SpeedProbe probe = new SpeedProbe(GoldenMotion.load(name), 20);
      probes[i] = probe;
      workers[i] = new Thread(probe::repeat);
      workers[i].start();
    }
    double slowest = 0;
    for (int i = 0; i < threads; i++) {
      workers[i].join();
      slowest = Math.max(slowest, probes[i].bestSeconds);
    }
    return slowest;
  }

  private void repeat() {
    for (int k = 0; k < REPETITIONS; k++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int e = 0; e < episodes; e++) {
        episode();
      }
      double seconds = 1e-9 * (THREADS.getCurrentThreadCpuTime() - start);
      bestSeconds =
          Math.min(bestSeconds, seconds / (episodes * motion.intervals() * INTERVAL_STEPS));
    }
  }

  private void episode() {
    Simulation simulation = new Simulation(motion.model(), new World(motion.gravity(), 1e-3));
    simulation.setState(motion.q()[0], motion.qd()[0]);
    for (double[] effort : motion.tau()) {
      for (int i = 0; i < effort.length; i++) {
        simulation.setEffort(i, effort[i]);
      }
      for (int k = 0; k < INTERVAL_STEPS; k++) {
        simulation.step();
      }
      simulation.position(0);
    }
  }
}

package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/** Prints the CPU time that fits take; a program to run by hand, not a test. */
final class DynamicsTiming {

  static double sink;

  private DynamicsTiming() {}

  public static void main(String[] arguments) {
    fits(4, 1, 80, 5);
    fits(14, 7, 100, 5);
    fits(14, 7, 100, 20);
    mixtures();
    neighbourhood(4, 1, 80, 50);
    neighbourhood(14, 7, 100, 40);
  }

  private static void fits(int n, int m, int steps, int episodes) {
    LinearSystem system = LinearSystem.alongAPath(n, m, steps, 1);
    TrajectoryBatch batch = system.run(episodes, 0.1, 1);
    TransitionMemory memory = TransitionMemory.of(List.of(batch, system.run(episodes, 0.1, 2)));
    GaussianMixture mixture = new MixtureFitter(Kernels.best(), MixtureSettings.defaults(), 1)
        .fit(memory.points())
        .mixture();
    String size = " n=" + n + " m=" + m + " T=" + steps + " N=" + episodes;
    DynamicsFitter fitter = new DynamicsFitter(Kernels.rows(), FitSettings.defaults());
    GlobalPrior global = new GlobalPrior(memory, 1);
    GaussianMixturePrior mixed = new GaussianMixturePrior(Kernels.best(), mixture, memory, 1);
    time("fit, prior given" + size, 400, () -> fitter.fit(batch, global).model().steps());
    time(
        "fit, mixture of " + mixture.size() + size,
        400,
        () -> fitter.fit(batch, mixed).model().steps());
  }

  private static void mixtures() {
    LinearSystem system = LinearSystem.alongAPath(14, 7, 100, 1);
    DMatrixRMaj points = TransitionMemory.of(List.of(system.run(20, 0.1, 1))).points();
    MixtureFitter fitter = new MixtureFitter(Kernels.best(), MixtureSettings.defaults(), 1);
    MixtureFit[] cold = new MixtureFit[1];
    time("EM from nothing, 2000×35", 8, () -> {
      cold[0] = fitter.fit(points);
      return cold[0].iterations();
    });
    System.out.println("  iterations " + cold[0].iterations());
    DMatrixRMaj more = TransitionMemory.of(List.of(system.run(20, 0.1, 2))).points();
    MixtureFit warm = fitter.fit(more, cold[0].mixture());
    time(
        "EM from the last mixture, " + warm.iterations() + " iterations",
        8,
        () -> fitter.fit(more, cold[0].mixture()).iterations());
  }

  private static void neighbourhood(int n, int m, int steps, int episodes) {
    LinearSystem system = LinearSystem.stationary(n, m, steps, 1);
    TransitionMemory memory = TransitionMemory.of(List.of(system.run(episodes, 0.1, 1)));
    TrajectoryBatch batch = system.run(5, 0.1, 2);
    DynamicsFitter fitter = new DynamicsFitter(Kernels.rows(), FitSettings.defaults());
    time("neighbourhood of " + memory.size() + ", build and fit n=" + n, 30, () -> {
      NeighbourhoodPrior prior =
          new NeighbourhoodPrior(memory, 5, NeighbourhoodPrior.effectiveSamples(n, m));
      return fitter.fit(batch, prior).model().steps();
    });
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void time(String what, int rounds, Supplier<Integer> code) {
    long start = cpuNanos();
    sink += code.get();
    double first = (cpuNanos() - start) / 1e6;
    double[] times = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      start = cpuNanos();
      sink += code.get();
      times[i] = (cpuNanos() - start) / 1e6;
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%-52s first %8.2f ms, median %8.3f, least %8.3f%n",
        what,
        first,
        times[rounds / 2],
        times[0]);
  }
}

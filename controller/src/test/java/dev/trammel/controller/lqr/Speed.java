package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Kernels;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/** Prints how long the sweeps and the update take, here and now: a look, not a benchmark. */
final class Speed {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Speed() {}

  public static void main(String[] arguments) {
    int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 14;
    int m = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    int steps = 100;
    UpdateProblem update = new RandomProblems(1, steps, n, m).update();
    LqrProblem problem = Problems.of(Kernels.rows(), update);
    PreviousPolicies previous = new PreviousPolicies(steps, n, m);
    previous.set(update.previous());
    previous.writePriors(problem);
    RiccatiSweep sweep = new RiccatiSweep(problem);
    StateMarginals forward = new StateMarginals(problem);
    ReferenceSweep reference = new ReferenceSweep(steps, n, m);
    KlConstrainedUpdate whole =
        new KlConstrainedUpdate(Kernels.rows(), steps, n, m, DualSearchSettings.defaults());
    Runnable kl = () -> {
      for (int t = 0; t < steps; t++) {
        previous.divergence(problem, t, problem.state(t));
      }
    };
    double[] us = {0, 0, 0, 0, 0};
    for (int round = 0; round < 12; round++) {
      double[] now = {
        time(() -> reference.solve(update.model(), update.cost())),
        time(sweep::solve),
        time(forward::solve),
        time(kl),
        time(() -> whole.update(update, new KlBound.Total(100), 1))
      };
      if (round >= 4) {
        for (int i = 0; i < us.length; i++) {
          us[i] = us[i] == 0 ? now[i] : Math.min(us[i], now[i]);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "n %d m %d: EJML %.0f us, sweep %.0f us (%.2f times faster), forward %.0f, KL %.0f,"
            + " update %.0f us (%.1f sweeps)%n",
        n,
        m,
        us[0],
        us[1],
        us[0] / us[1],
        us[2],
        us[3],
        us[4],
        us[4] / us[1]);
  }

  /** Microseconds of this thread's processor time per call. */
  private static double time(Runnable work) {
    int repeats = 0;
    long start = THREADS.getCurrentThreadCpuTime();
    long end = System.nanoTime() + 200_000_000;
    while (System.nanoTime() < end) {
      work.run();
      repeats++;
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / repeats;
  }
}

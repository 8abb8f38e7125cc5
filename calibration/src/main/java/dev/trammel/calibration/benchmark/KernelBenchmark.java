package dev.trammel.calibration.benchmark;

import dev.trammel.controller.dynamics.DynamicsFitter;
import dev.trammel.controller.dynamics.DynamicsPrior;
import dev.trammel.controller.dynamics.FitSettings;
import dev.trammel.controller.dynamics.FittedDynamics;
import dev.trammel.controller.dynamics.GlobalPrior;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.DualSearchSettings;
import dev.trammel.controller.lqr.KlBound;
import dev.trammel.controller.lqr.KlConstrainedUpdate;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.lqr.ReferenceSweep;
import dev.trammel.controller.lqr.RiccatiSweep;
import dev.trammel.controller.lqr.StateMarginals;
import dev.trammel.controller.lqr.UpdateOutcome;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The learning core's inner parts over T = 100 steps, one thread: the backward sweep beside the
 * textbook's on EJML, the forward sweep, a whole update to a bound of one nat a step, and a fit of
 * all steps from five trajectories. JMH calls {@link #prepare} before anything else.
 */
@SuppressWarnings("NullAway.Init")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

  private static final int STEPS = 100;
  private static final KlBound BOUND = new KlBound.Total(STEPS);

  /** Sizes as n×m. */
  @Param({"4x1", "14x7", "26x7"})
  public String sizes = "14x7";

  private UpdateProblem improvable;
  private RiccatiSweep sweep;
  private StateMarginals marginals;
  private ReferenceSweep reference;
  private KlConstrainedUpdate workspace;
  private TrajectoryBatch batch;
  private DynamicsPrior prior;
  private DynamicsFitter fitter;

  @Setup
  public void prepare() {
    int n = Integer.parseInt(sizes.substring(0, sizes.indexOf('x')));
    int m = Integer.parseInt(sizes.substring(sizes.indexOf('x') + 1));
    KernelProblem data = new KernelProblem(STEPS, n, m);
    improvable = data.update();
    LqrProblem problem = new LqrProblem(Kernels.rows(), STEPS, n, m);
    problem.setCost(improvable.cost());
    problem.setDynamics(improvable.model());
    sweep = new RiccatiSweep(problem);
    marginals = new StateMarginals(problem);
    reference = new ReferenceSweep(STEPS, n, m);
    workspace = new KlConstrainedUpdate(Kernels.rows(), STEPS, n, m, DualSearchSettings.defaults());
    batch = data.batch(improvable.model(), 5);
    prior = new GlobalPrior(TransitionMemory.of(List.of(batch)), 1);
    fitter = new DynamicsFitter(FitSettings.defaults());
    sweep.solve();
  }

  @Benchmark
  public boolean sweep() {
    return sweep.solve();
  }

  @Benchmark
  public boolean textbookSweep() {
    return reference.solve(improvable.model(), improvable.cost());
  }

  @Benchmark
  public boolean forwardSweep() {
    return marginals.solve();
  }

  @Benchmark
  public UpdateOutcome update() {
    return workspace.update(improvable, BOUND, 1);
  }

  @Benchmark
  public FittedDynamics fit() {
    return fitter.fit(batch, prior);
  }
}

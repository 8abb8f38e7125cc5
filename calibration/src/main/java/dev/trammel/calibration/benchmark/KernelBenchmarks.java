package dev.trammel.calibration.benchmark;

import dev.trammel.controller.dynamics.DynamicsFitter;
import dev.trammel.controller.dynamics.FitSettings;
import dev.trammel.controller.dynamics.FittedDynamics;
import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.GaussianMixturePrior;
import dev.trammel.controller.dynamics.GlobalPrior;
import dev.trammel.controller.dynamics.MixtureFitter;
import dev.trammel.controller.dynamics.MixtureSettings;
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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH runs, each in a process of its own; {@link Kernel} names the methods. */
public class KernelBenchmarks {

  private static final long SEED = 1;

  /** The update that both sweeps and the whole update work on. */
  // JMH calls prepare before all else
  @SuppressWarnings("NullAway.Init")
  @State(Scope.Thread)
  public static class UpdateState {

    /** As {@link ProblemSize#parse} reads it. */
    @Param("14,7,100")
    public String size = "";

    UpdateProblem problem;
    ReferenceSweep textbook;
    RiccatiSweep sweep;
    StateMarginals marginals;
    KlConstrainedUpdate update;
    KlBound.Total bound;

    @Setup
    public void prepare() {
      ProblemSize sizes = ProblemSize.parse(size);
      int steps = sizes.steps();
      Kernels kernels = Kernels.rows();
      problem = new RandomUpdate(sizes, SEED).problem();
      textbook = new ReferenceSweep(steps, sizes.n(), sizes.m());
      LqrProblem room = new LqrProblem(kernels, steps, sizes.n(), sizes.m());
      room.setCost(problem.cost());
      room.setDynamics(problem.model());
      sweep = new RiccatiSweep(room);
      marginals = new StateMarginals(room);
      solved(sweep.solve());
      update = new KlConstrainedUpdate(
          kernels, steps, sizes.n(), sizes.m(), DualSearchSettings.defaults());
      // one nat per step
      bound = new KlBound.Total(steps);
    }
  }

  /** Five episodes, and priors from twice as many of the same system. */
  // JMH calls prepare before all else
  @SuppressWarnings("NullAway.Init")
  @State(Scope.Thread)
  public static class FitState {

    private static final int SAMPLES = 5;

    /** As {@link ProblemSize#parse} reads it. */
    @Param("14,7,100")
    public String size = "";

    final DynamicsFitter fitter = new DynamicsFitter(FitSettings.defaults());
    TrajectoryBatch batch;
    GlobalPrior global;
    GaussianMixturePrior mixture;

    @Setup
    public void prepare() {
      RandomEpisodes episodes = new RandomEpisodes(ProblemSize.parse(size), SEED);
      batch = episodes.run(SAMPLES);
      TransitionMemory memory = TransitionMemory.of(List.of(batch, episodes.run(SAMPLES)));
      GaussianMixture clusters = new MixtureFitter(MixtureSettings.defaults(), SEED)
          .fit(memory.points())
          .mixture();
      global = new GlobalPrior(memory, 1);
      mixture = new GaussianMixturePrior(clusters, memory, 1);
    }
  }

  /** The backward sweep as a textbook has it, on EJML. */
  @Benchmark
  public boolean textbookSweep(UpdateState state) {
    return solved(state.textbook.solve(state.problem.model(), state.problem.cost()));
  }

  /** The backward sweep. */
  @Benchmark
  public boolean sweep(UpdateState state) {
    return solved(state.sweep.solve());
  }

  /** The forward sweep: the marginals of all states under the policies. */
  @Benchmark
  public boolean forwardSweep(UpdateState state) {
    return solved(state.marginals.solve());
  }

  /** The whole update, its search for η begun at 1. */
  @Benchmark
  public UpdateOutcome update(UpdateState state) {
    UpdateOutcome outcome = state.update.update(state.problem, state.bound, 1);
    solved(outcome instanceof UpdateOutcome.Accepted);
    return outcome;
  }

  /** The fit of all steps under one normal-inverse-Wishart prior. */
  @Benchmark
  public FittedDynamics fitGlobalPrior(FitState state) {
    return state.fitter.fit(state.batch, state.global);
  }

  /** The fit of all steps under a mixture, whose moments are taken at each step. */
  @Benchmark
  public FittedDynamics fitMixturePrior(FitState state) {
    return state.fitter.fit(state.batch, state.mixture);
  }

  private static boolean solved(boolean solved) {
    if (!solved) {
      throw new IllegalStateException("the problem must have a solution, had none");
    }
    return true;
  }
}

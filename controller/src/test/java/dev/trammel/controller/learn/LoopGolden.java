package dev.trammel.controller.learn;

import dev.trammel.controller.golden.GoldenArray;
import dev.trammel.controller.golden.GoldenCase;
import dev.trammel.controller.golden.GoldenComparison;
import dev.trammel.controller.golden.GoldenReport;
import dev.trammel.controller.learn.LearningSettings.BallSettings;
import dev.trammel.controller.learn.LearningSettings.Bound;
import dev.trammel.controller.learn.LearningSettings.Measure;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.learn.LearningSettings.Prior;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.CostGolden;
import dev.trammel.controller.task.SuccessCondition;
import dev.trammel.controller.task.SuccessCriterion;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * The published algorithm in closed loop with the source's plant and noise. The source's clusters
 * were drawn from random numbers that were not kept, so the curves part; they must end at the same
 * cost. Its T states and inputs are T−1 steps of ours and a terminal state.
 */
public final class LoopGolden implements GoldenComparison {

  private static final String CURVE = "curve_iter_cost_finalcost_stepmult_eta_finaldist";
  private static final int COST = 1;
  private static final double TOLERANCE = 0.05;
  private static final BallSettings BALL = new BallSettings(1, Bound.TOTAL, 0);

  @Override
  public boolean covers(String array) {
    return array.equals(CURVE);
  }

  @Override
  public void compare(GoldenCase golden, Kernels kernels, GoldenReport report) {
    Optional<GoldenCase> system = system(golden);
    if (system.isPresent()) {
      GoldenArray curve = golden.array(CURVE);
      double[] ours = new Loop(golden, system.get(), kernels).costs();
      int last = curve.length(0) - 1;
      double[] theirs = new double[last + 1];
      Arrays.setAll(theirs, i -> curve.at(i).data[COST]);
      // before anything is learned, only the source's last input is missing
      report.check(CURVE, 1e-3, new double[] {ours[0]}, new double[] {theirs[0]});
      report.check(CURVE, TOLERANCE, new double[] {ours[last]}, new double[] {theirs[last]});
    }
  }

  /** A loop folder holds noise alone; its plant is that of a case of the same sizes. */
  private static Optional<GoldenCase> system(GoldenCase golden) {
    int n = golden.array("in_pnoise").length(3);
    int m = golden.array("in_unoise").length(3);
    return Stream.concat(GoldenCase.all(), GoldenCase.bundled())
        .filter(other -> other.has("in_sys_x0") && other.has("in_pol0_K"))
        .filter(other -> other.array("in_sys_x0").length(0) == n)
        .filter(other -> other.array("in_sys_gain").length(0) == m)
        .findFirst();
  }

  /** Iterations of rollouts, fit and update. */
  private static final class Loop {

    private final GoldenArray inputNoise;
    private final GoldenArray processNoise;
    private final GoldenPlant plant;
    private final ConditionLearner learner;
    private final LocalImprover improver;
    private final EpisodeMemory memory = new EpisodeMemory(20);

    Loop(GoldenCase golden, GoldenCase system, Kernels kernels) {
      inputNoise = golden.array("in_unoise");
      processNoise = golden.array("in_pnoise");
      plant = new GoldenPlant(system);
      int steps = inputNoise.length(2) - 1;
      int m = inputNoise.length(3);
      StepSettings published = new StepSettings(BALL, 0.1, 10, 5, Measure.LAPLACE, -1e6, 0);
      double[] noFloor = new double[m];
      learner =
          new ConditionLearner(condition(system, steps), published, plant.firstController(steps));
      improver = new LocalImprover(
          new ModelSettings.Local(Prior.MIXTURE, 1, 20),
          new UpdateMeans(kernels, InputLimits.none(m), noFloor, BALL));
    }

    private static Condition condition(GoldenCase system, int steps) {
      SuccessCondition any = new SuccessCondition() {
        @Override
        public String name() {
          return "anything";
        }

        @Override
        public double limit() {
          return 1;
        }

        @Override
        public String unit() {
          return "-";
        }

        @Override
        public double measure(DMatrixRMaj x) {
          return 0;
        }
      };
      double[] none = {0};
      return new Condition(
          "golden",
          none,
          none,
          none,
          none,
          CostGolden.cost(system, steps),
          new SuccessCriterion(steps, 0.05, 0, List.of(any)));
    }

    /** The mean cost of each iteration's episodes. */
    double[] costs() {
      double[] costs = new double[inputNoise.length(0)];
      for (int i = 0; i < costs.length; i++) {
        TrajectoryBatch batch = rollOut(i, learner.controller());
        memory.add(batch);
        improver.learn(memory.batches(), i);
        costs[i] = learner.advance(batch, improver).cost().mean();
      }
      return costs;
    }

    private TrajectoryBatch rollOut(int iteration, LinearGaussianController controller) {
      List<Trajectory> episodes = new ArrayList<>();
      for (int e = 0; e < inputNoise.length(1); e++) {
        episodes.add(
            plant.run(controller, inputNoise.at(iteration, e), processNoise.at(iteration, e)));
      }
      return new TrajectoryBatch(episodes);
    }
  }
}

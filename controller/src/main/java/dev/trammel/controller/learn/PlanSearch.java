package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.IterativeLqr;
import dev.trammel.controller.mpc.IterativeLqrSettings;
import dev.trammel.controller.mpc.IterativeLqrSolution;
import dev.trammel.controller.mpc.OptimalControlProblem;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SpecializedOps_DDRM;

/**
 * Plans whole episodes on learned models: the cheapest of what iterative LQR finds from the last
 * plan and from several random guesses, for swinging up has many local minima.
 */
final class PlanSearch {

  /** Relative decrease of the cost below which a plan is good enough to be replanned. */
  private static final double TOLERANCE = 1e-4;

  private final Task task;
  private final ReplanningSettings settings;
  private final Kernels kernels;
  private final LearnedModels models;
  private final InputLimits limits;
  private final long seed;

  /**
   * @param seed of the guesses
   */
  PlanSearch(
      Task task, ReplanningSettings settings, Kernels kernels, LearnedModels models, long seed) {
    this.task = task;
    this.settings = settings;
    this.kernels = kernels;
    this.models = models;
    this.seed = seed;
    limits = InputLimits.of(task.plant());
  }

  /**
   * A plan for a condition, from its mean start; one that does nothing if the model has an answer to
   * no guess. May be called from any thread.
   *
   * @param last plan of the condition
   */
  LinearGaussianController plan(int number, Optional<LinearGaussianController> last) {
    Condition condition = task.conditions().get(number);
    LearnedModel model = last.map(models::along).orElseGet(models::everywhere);
    return plan(condition, model, last.stream().toList(), seed + number);
  }

  /**
   * The same for a condition that is none of the task's.
   *
   * @param others plans of other conditions, at least one
   * @param seed of the guesses
   */
  LinearGaussianController plan(
      Condition condition, List<LinearGaussianController> others, long seed) {
    DMatrixRMaj start = start(condition);
    LinearGaussianController nearest = others.stream()
        .min(Comparator.comparingDouble(
            plan -> SpecializedOps_DDRM.diffNormF(plan.nominalState(0), start)))
        .orElseThrow();
    // a model knows most near the path that it was made for
    LinearGaussianController near = plan(condition, models.along(nearest), others, seed);
    return plan(condition, models.along(near), List.of(near), seed);
  }

  private LinearGaussianController plan(
      Condition condition, LearnedModel model, List<LinearGaussianController> known, long seed) {
    OptimalControlProblem problem =
        new OptimalControlProblem(model, condition.cost(), start(condition), task.steps(), limits);
    return guesses(known, seed).stream()
        .flatMap(guess -> solve(problem, guess).stream())
        .min(Comparator.comparingDouble(IterativeLqrSolution::cost))
        .map(IterativeLqrSolution::controller)
        .orElseGet(() -> new InitialControllers(task, Collections.nCopies(limits.size(), 1.0))
            .create(new LearningSettings.InitialSettings.Zero(), condition));
  }

  private DMatrixRMaj start(Condition condition) {
    DMatrixRMaj start = new DMatrixRMaj(task.stateSize(), 1);
    new SensorModel(task.plant()).read(condition.positions(), condition.velocities(), start);
    return start;
  }

  private Optional<IterativeLqrSolution> solve(OptimalControlProblem problem, DMatrixRMaj[] guess) {
    IterativeLqrSettings until = new IterativeLqrSettings(settings.planning(), TOLERANCE);
    return new IterativeLqr(kernels, problem, until).find(guess);
  }

  private List<DMatrixRMaj[]> guesses(List<LinearGaussianController> known, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<DMatrixRMaj[]> guesses = new ArrayList<>();
    known.forEach(plan -> {
      DMatrixRMaj[] inputs = new DMatrixRMaj[plan.steps()];
      Arrays.setAll(inputs, plan::nominalInput);
      guesses.add(inputs);
    });
    for (int i = 0; i < settings.guesses(); i++) {
      guesses.add(guess(random));
    }
    return guesses;
  }

  /** Uniform within a part of the limits. */
  private DMatrixRMaj[] guess(SplittableRandom random) {
    DMatrixRMaj[] inputs = new DMatrixRMaj[task.steps()];
    for (int t = 0; t < inputs.length; t++) {
      inputs[t] = new DMatrixRMaj(limits.size(), 1);
      for (int i = 0; i < limits.size(); i++) {
        inputs[t].data[i] = settings.guess() * limits.upper(i) * random.nextDouble(-1, 1);
      }
    }
    return inputs;
  }
}

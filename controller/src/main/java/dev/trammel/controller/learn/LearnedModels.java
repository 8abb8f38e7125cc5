package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** What episodes say of a body: one Gaussian process, to plan on in any condition. */
public final class LearnedModels {

  /** Episodes of a condition that tell what a model misses near the plan. */
  private static final int NEWEST = 5;

  private final Task task;
  private final List<TrajectoryBatch> batches;
  private final GaussianProcessImprover process;

  private LearnedModels(Task task, List<TrajectoryBatch> batches, GaussianProcessImprover process) {
    this.task = task;
    this.batches = batches;
    this.process = process;
  }

  /**
   * What a run knew before one of its iterations.
   *
   * @param episodes of the run before the iteration, in the order of iterations, of numbers in an
   *     iteration, and of conditions
   * @param runSeed of the run
   */
  public static LearnedModels before(
      int iteration,
      Task task,
      LearningSettings settings,
      Kernels kernels,
      List<Trajectory> episodes,
      long runSeed) {
    EpisodeMemory memory = memory(task, settings);
    episodes.forEach(episode -> memory.add(new TrajectoryBatch(List.of(episode))));
    return of(task, settings, kernels, memory, Seeds.ofLearning(runSeed).computation(iteration));
  }

  /** An empty one, for episodes one by one. */
  static EpisodeMemory memory(Task task, LearningSettings settings) {
    return new EpisodeMemory(settings.model().memory() * task.conditions().size());
  }

  /**
   * Fits.
   *
   * @param memory of at least one episode
   * @param seed of random choices
   */
  static LearnedModels of(
      Task task, LearningSettings settings, Kernels kernels, EpisodeMemory memory, long seed) {
    UpdateMeans means = new UpdateMeans(
        kernels,
        InputLimits.of(task.plant()),
        settings.exploration().least(task.plant()),
        settings.step().ball());
    GaussianProcessImprover process = new GaussianProcessImprover(
        task,
        (ModelSettings.GaussianProcess) settings.model(),
        means,
        task.conditions().size() > 1);
    process.learn(memory.batches(), seed);
    return new LearnedModels(task, memory.batches(), process);
  }

  /** Along plans, one per condition, to be made again from there. */
  public List<ReplanningModel> toPlanOn(List<LinearGaussianController> plans) {
    List<ReplanningModel> models = new ArrayList<>();
    for (int c = 0; c < plans.size(); c++) {
      LinearGaussianController plan = plans.get(c);
      models.add(new LearnedReplanning(
          task, task.conditions().get(c), plan, along(plan), Optional.of(newest(c))));
    }
    return models;
  }

  /**
   * A condition's newest episodes. They come in rounds, one of each condition in the task's order;
   * what is forgotten is forgotten at the beginning.
   */
  private TrajectoryBatch newest(int condition) {
    int conditions = task.conditions().size();
    int newest = Math.max(0, batches.size() - NEWEST * conditions);
    List<Trajectory> own = new ArrayList<>();
    for (int b = newest; b < batches.size(); b++) {
      int fromEnd = batches.size() - 1 - b;
      if (conditions - 1 - fromEnd % conditions == condition) {
        own.addAll(batches.get(b).trajectories());
      }
    }
    return new TrajectoryBatch(own);
  }

  /** Where nothing is known of where a plan goes. May be called from any thread. */
  LearnedModel everywhere() {
    return process.everywhere();
  }

  /** Where a plan goes. May be called from any thread. */
  LearnedModel along(LinearGaussianController plan) {
    if (task.conditions().size() == 1) {
      return process.everywhere();
    }
    DMatrixRMaj[] path = new DMatrixRMaj[plan.steps() + 1];
    for (int t = 0; t < path.length; t++) {
      path[t] = plan.nominalState(t);
    }
    return process.along(path);
  }
}

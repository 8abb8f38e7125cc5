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
import org.ejml.data.DMatrixRMaj;

/** What episodes say of a body: one Gaussian process, to plan on in any condition. */
public final class LearnedModels {

  private final Task task;
  private final GaussianProcessImprover process;

  private LearnedModels(Task task, GaussianProcessImprover process) {
    this.task = task;
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
    return new LearnedModels(task, process);
  }

  /** Along plans, one per condition, to be made again from there. */
  public List<ReplanningModel> toPlanOn(List<LinearGaussianController> plans) {
    List<ReplanningModel> models = new ArrayList<>();
    for (int c = 0; c < plans.size(); c++) {
      LinearGaussianController plan = plans.get(c);
      models.add(new LearnedReplanning(task, task.conditions().get(c), plan, along(plan)));
    }
    return models;
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

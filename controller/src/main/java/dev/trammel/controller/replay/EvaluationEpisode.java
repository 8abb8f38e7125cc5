package dev.trammel.controller.replay;

import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.RolloutPool;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.run.RunException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.util.function.Supplier;

/** An episode of a run's evaluation, which keeps none: it is run anew, and comes out the same. */
public final class EvaluationEpisode {

  private EvaluationEpisode() {}

  /**
   * Runs it.
   *
   * @param condition name or number
   * @param number in its condition, from 0
   * @param plants builds a body
   */
  public static ReplayedEpisode run(
      RunFolder folder, String condition, int number, Supplier<Plant> plants) throws IOException {
    Require.atLeast(number, 0, "--evaluation");
    Task task = folder.task();
    int c = EpisodeChoice.condition(condition, task);
    EpisodeId id = Evaluation.episode(c, number, folder.info().seed());
    try (RolloutPool pool = new RolloutPool(task, plants, 1, EpisodeStore.none(), () -> false)) {
      Trajectory trajectory = Evaluation.run(task, folder.controller(Training.BEST, c), id, pool)
          .orElseThrow(() -> new RunException("the episode did not end"));
      return new ReplayedEpisode(folder.info(), task, id, true, trajectory);
    }
  }
}

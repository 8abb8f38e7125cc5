package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import java.util.SplittableRandom;

/** Draws the starts and the noise of one iteration's episodes in one condition. */
record EpisodeDraw(Seeds seeds, int iteration, int number, Condition condition) {

  /**
   * An episode without noise.
   *
   * @param episode its number within the iteration and condition
   */
  Rollout quiet(int episode, Controller controller) {
    EpisodeId id = id(episode);
    return new Rollout(id, condition.drawStart(new SplittableRandom(id.seed())), controller);
  }

  /**
   * An episode that explores as far as its controller's covariance says.
   *
   * @param episode its number within the iteration and condition
   */
  Rollout noisy(int episode, LinearGaussianController controller, Exploration exploration) {
    EpisodeId id = id(episode);
    SplittableRandom random = new SplittableRandom(id.seed());
    return new Rollout(
        id,
        condition.drawStart(random),
        new ExploringController(controller, exploration.draw(controller, random)));
  }

  /**
   * An episode whose inputs are jolted.
   *
   * @param episode its number within the iteration and condition
   * @param task whose limits the jolts keep to
   */
  Rollout jolted(int episode, Controller controller, Task task) {
    EpisodeId id = id(episode);
    SplittableRandom random = new SplittableRandom(id.seed());
    return new Rollout(
        id,
        condition.drawStart(random),
        new ExploringController(controller, Jolts.draw(task, random)));
  }

  private EpisodeId id(int episode) {
    return new EpisodeId(iteration, number, episode, seeds.episode(iteration, number, episode));
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.trajectory.EpisodeId;
import java.util.SplittableRandom;

/** Draws the starts and the noise of one iteration's episodes in one condition. */
record EpisodeDraw(
    Seeds seeds, int iteration, int number, Condition condition, Exploration exploration) {

  /**
   * One episode.
   *
   * @param episode its number within the iteration and condition
   * @param noisy whether it explores
   */
  Rollout of(int episode, LinearGaussianController controller, boolean noisy) {
    long seed = seeds.episode(iteration, number, episode);
    SplittableRandom random = new SplittableRandom(seed);
    return new Rollout(
        new EpisodeId(iteration, number, episode, seed),
        condition.drawStart(random),
        noisy
            ? new ExploringController(controller, exploration.draw(controller, random))
            : controller);
  }
}

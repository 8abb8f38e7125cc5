package dev.trammel.controller.trajectory;

import dev.trammel.controller.linalg.Require;

/**
 * Which episode of a run.
 *
 * @param iteration of learning, from 0
 * @param condition from 0
 * @param episode within the iteration and condition, from 0
 * @param seed that the episode was drawn from
 */
public record EpisodeId(int iteration, int condition, int episode, long seed) {

  public EpisodeId {
    Require.atLeast(iteration, 0, "iteration");
    Require.atLeast(condition, 0, "condition");
    Require.atLeast(episode, 0, "episode");
  }
}

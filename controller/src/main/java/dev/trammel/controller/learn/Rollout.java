package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.trajectory.EpisodeId;

/**
 * One episode to be run.
 *
 * @param id where it belongs
 * @param start where it begins
 * @param controller that acts
 * @param rehearsed of the same kind, or the same where it has no memory: the control cycle is
 *     compiled with it
 */
record Rollout(EpisodeId id, EpisodeStart start, Controller controller, Controller rehearsed) {

  /** By a controller without memory. */
  Rollout(EpisodeId id, EpisodeStart start, Controller controller) {
    this(id, start, controller, controller);
  }
}

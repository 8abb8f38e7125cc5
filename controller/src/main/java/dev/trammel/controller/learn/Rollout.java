package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.trajectory.EpisodeId;

/**
 * One episode to be run.
 *
 * @param id where it belongs
 * @param start where it begins
 * @param controller that acts; has no memory, so that it can be rehearsed
 */
record Rollout(EpisodeId id, EpisodeStart start, Controller controller) {}

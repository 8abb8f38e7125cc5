package dev.trammel.controller.control;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;

/**
 * A body that can run whole episodes by itself, once it was told by what: hardware behind a link
 * that is too slow to close a loop over.
 */
public interface EpisodeBody extends Plant {

  /** Whether it can run a controller of this kind by itself; else the control loop runs it here. */
  boolean canRun(Controller controller);

  /**
   * Goes through what this computer is going to do in each cycle of such an episode, often enough to
   * be compiled; the body is not touched.
   *
   * @param controller one that it {@link #canRun}, itself if calling it leaves nothing behind
   * @param steps of its episodes
   */
  default void rehearse(Controller controller, int steps) {
    // where the body does all of it by itself there is nothing to compile here
  }

  /**
   * Runs one episode, leaves the body with its safe action, and then tells of each cycle in order.
   *
   * @param controller one that it {@link #canRun}
   * @param steps T, number of cycles
   * @throws dev.trammel.controller.plant.PlantException if the body refused it or stopped before
   *     its end; the listener is then told of the cycles that were recorded, if any were
   */
  void run(EpisodeStart start, Controller controller, int steps, CycleListener listener);
}

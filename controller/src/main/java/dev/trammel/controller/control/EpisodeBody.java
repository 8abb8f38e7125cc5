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
   * Runs one episode, leaves the body with its safe action, and then tells of each cycle in order.
   *
   * @param controller one that it {@link #canRun}
   * @param steps T, number of cycles
   * @throws dev.trammel.controller.plant.PlantException if the body refused it or stopped before
   *     its end; the listener is then told of nothing
   */
  void run(EpisodeStart start, Controller controller, int steps, CycleListener listener);
}

package dev.trammel.controller.spi;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;

/** Builds a controller of a user's own, to be tried on a task. */
public interface ControllerProvider extends Provider {

  /**
   * A controller for one episode; it may have a memory. May be called from any thread, and often.
   *
   * @param condition of the task that the episode is one of
   * @throws IllegalArgumentException if the task is not one for this controller
   */
  Controller create(Task task, Condition condition);
}

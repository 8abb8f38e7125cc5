package dev.trammel.sim.scenario;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.spi.ControllerProvider;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;

/** Offers the sled's controller by name, as a user's jar would. */
public final class SledControllers implements ControllerProvider {

  @Override
  public String name() {
    return "spring";
  }

  @Override
  public Controller create(Task task, Condition condition) {
    return new Sled().controller(condition);
  }
}

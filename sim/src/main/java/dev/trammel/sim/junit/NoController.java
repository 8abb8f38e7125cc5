package dev.trammel.sim.junit;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.task.Condition;
import dev.trammel.sim.scenario.ControllerSource;

/** Stands where an annotation names no controller. */
final class NoController implements ControllerSource {

  @Override
  public Controller controller(Condition condition) {
    throw new IllegalStateException("an annotation without a controller has none to give");
  }
}

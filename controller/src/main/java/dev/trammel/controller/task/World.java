package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Vector3;

/**
 * What surrounds a robot.
 *
 * @param gravity [m/s²], in the world's frame
 * @param timeStep of the physics, where they are simulated [s]
 */
public record World(Vector3 gravity, double timeStep) {

  public World {
    Require.positive(timeStep, "timeStep");
  }
}

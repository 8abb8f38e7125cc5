package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Vector3;

/**
 * Where a link's origin is to be.
 *
 * @param link name of the URDF link
 * @param place in the world's frame [m]
 * @param within greatest distance that counts as there [m]
 */
public record Goal(String link, Vector3 place, double within) {

  public Goal {
    Require.positive(within, "within");
  }
}

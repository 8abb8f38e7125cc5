package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/**
 * An actuator on one joint.
 *
 * @param joint index of the joint
 * @param limit of the effort, either way [N·m or N]
 */
public record ActuatorSettings(int joint, double limit) {

  public ActuatorSettings {
    Require.atLeast(joint, 0, "joint");
    Require.positive(limit, "limit");
  }
}

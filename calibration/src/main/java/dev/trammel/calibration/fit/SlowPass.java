package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;

/**
 * A stretch that all joints went through slowly, up and down again: what holds the robot there, free
 * of the friction that is the same both ways.
 *
 * @param path rows of n joint positions, evenly along both ways [rad or m]; not modified
 * @param effort n, mean of what was commanded over both ways, with what the robot adds to make up for
 *     gravity; NaN for a joint that did not move [N·m or N]
 * @param friction n, half of what is between both ways; NaN for a joint that did not move [N·m or N]
 * @param coriolis n, what the described robot's speeds take on the way beside its weight, the same both
 *     ways: one per cent of the weight of an arm at 0.25 rad/s [N·m or N]
 */
public record SlowPass(double[][] path, double[] effort, double[] friction, double[] coriolis) {

  public SlowPass {
    Require.atLeast(path.length, 1, "positions of a pass");
    path = path.clone();
    for (int i = 0; i < path.length; i++) {
      path[i] = Require.finite(path[i].clone(), "position of a pass");
    }
    effort = Require.length(effort.clone(), path[0].length, "effort of a pass");
    friction = Require.length(friction.clone(), path[0].length, "friction of a pass");
    coriolis = Require.length(
        Require.finite(coriolis.clone(), "coriolis of a pass"),
        path[0].length,
        "coriolis of a pass");
  }

  /** Whether a joint moved both ways. */
  public boolean moved(int joint) {
    return !Double.isNaN(effort[joint]);
  }
}

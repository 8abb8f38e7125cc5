package dev.trammel.controller.bench;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.EpisodeStart;
import java.util.Optional;

/**
 * One motion that a robot is asked for.
 *
 * @param name of one word, for people and file names: {@code ladder-joint2}
 * @param start where it begins; nothing for where the robot stands, without a move before it
 * @param controller what acts; one that the robot can run by itself
 * @param steps T, number of cycles
 * @param bounds m, greatest input either way, which the robot enforces [N·m or N]; at most its own
 */
public record Motion(
    String name, Optional<EpisodeStart> start, Controller controller, int steps, double[] bounds) {

  public Motion {
    Require.atLeast(steps, 1, "steps");
    bounds = Require.finite(bounds.clone(), "bounds");
    for (double bound : bounds) {
      Require.positive(bound, "bounds");
    }
  }

  @Override
  public double[] bounds() {
    return bounds.clone();
  }
}

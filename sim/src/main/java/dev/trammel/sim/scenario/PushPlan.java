package dev.trammel.sim.scenario;

import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.Push;
import dev.trammel.controller.task.Push.AnyDirection;
import java.util.List;

/**
 * A push of a scenario, drawn anew for each episode.
 *
 * @param link at whose origin it acts
 * @param force x, y and z in the world's frame [N]; or one entry, its size along a random direction
 * @param at when it begins [s]
 * @param duration [s]
 */
public record PushPlan(String link, List<Range> force, Range at, Range duration) {

  public PushPlan {
    force = List.copyOf(force);
    if (force.size() != 1 && force.size() != 3) {
      throw new IllegalArgumentException(
          "a push needs a size or three components, had " + force.size() + " numbers");
    }
    if (force.size() == 1) {
      new AnyDirection(force.get(0).least());
    }
    if (at.least() < 0 || !(duration.least() > 0)) {
      throw new IllegalArgumentException("a push must begin at 0 or later and last longer than 0,"
          + " began at " + at.least() + " for " + duration.least());
    }
  }

  Push draw(Draws draws, int number) {
    String name = "push " + (number + 1);
    return new Push(
        link,
        force(draws, name),
        draws.value(name + " at", at),
        draws.value(name + " for", duration));
  }

  private Push.Force force(Draws draws, String name) {
    if (force.size() == 1) {
      return new AnyDirection(draws.value(name + " force", force.get(0)));
    }
    return new Push.Along(new Vector3(
        draws.value(name + " force x", force.get(0)),
        draws.value(name + " force y", force.get(1)),
        draws.value(name + " force z", force.get(2))));
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.RegionMap;
import dev.trammel.controller.trajectory.Trajectory;

/**
 * What came of an episode, and where it is on the map of the region.
 *
 * @param place a number per axis of the {@link RegionMap}
 * @param success whether the episode counts as done
 * @param left what the condition's first success condition measured at the end, in its unit; NaN
 *     of an episode that ended early
 */
public record StartOutcome(double[] place, boolean success, double left) {

  public StartOutcome {
    place = Require.finite(place.clone(), "place");
  }

  /** Judges an episode. */
  public static StartOutcome of(RegionMap map, Condition condition, Trajectory episode) {
    return new StartOutcome(
        map.place(condition),
        condition.success().isMet(episode),
        condition.success().lastMeasure(episode));
  }

  @Override
  public double[] place() {
    return place.clone();
  }
}

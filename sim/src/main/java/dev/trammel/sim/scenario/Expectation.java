package dev.trammel.sim.scenario;

import java.util.List;

/**
 * What makes an episode pass. In any case the motion must not blow up, what is applied must be
 * within the actuators' limits, and bounds must be kept.
 *
 * @param success whether the condition's success is asked for as well
 */
public record Expectation(boolean success, List<Bound> bounds) {

  public static final Expectation SUCCESS = new Expectation(true, List.of());
  public static final Expectation SAFE = new Expectation(false, List.of());

  public Expectation {
    bounds = List.copyOf(bounds);
  }
}

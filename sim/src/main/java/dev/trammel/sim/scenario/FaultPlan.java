package dev.trammel.sim.scenario;

import dev.trammel.controller.task.SensorFault;
import dev.trammel.controller.task.SensorFault.Kind;

/**
 * A sensor fault of a scenario, drawn anew for each episode.
 *
 * @param sensor index
 * @param at when it begins [s]
 * @param duration [s]; +∞ for the rest of the episode
 * @param size in the sensor's unit (per second, for a drift)
 * @param probability that a spike hits a reading
 */
public record FaultPlan(
    int sensor, Kind kind, Range at, double duration, Range size, double probability) {

  public FaultPlan {
    new SensorFault(sensor, kind, at.least(), duration, size.least(), probability);
  }

  SensorFault draw(Draws draws, int number) {
    String name = "fault " + (number + 1);
    return new SensorFault(
        sensor,
        kind,
        draws.value(name + " at", at),
        duration,
        draws.value(name + " size", size),
        probability);
  }
}

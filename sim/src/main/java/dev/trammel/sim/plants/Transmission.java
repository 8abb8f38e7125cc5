package dev.trammel.sim.plants;

import dev.trammel.controller.task.ActuatorErrors;
import java.util.Arrays;

/** What a command goes through on its way to one actuator: a delay and a dead band. */
final class Transmission {

  private final ActuatorErrors errors;

  /** The commands of the last physics steps, a ring; the oldest is at {@code next}. */
  private final double[] underway;

  private int next;

  /** @param timeStep of the physics [s]; the delay is rounded to whole steps */
  Transmission(ActuatorErrors errors, double timeStep) {
    this.errors = errors;
    underway = new double[Math.toIntExact(Math.round(errors.delay() / timeStep))];
  }

  void reset() {
    Arrays.fill(underway, 0);
    next = 0;
  }

  /** Share of the effort that the actuator gives. */
  double strength() {
    return errors.strength();
  }

  /** Takes in the command of a physics step, and says what arrives in it; 0 at first. */
  double next(double command) {
    double arriving = command;
    if (underway.length > 0) {
      arriving = underway[next];
      underway[next] = command;
      next = (next + 1) % underway.length;
    }
    return Math.abs(arriving) <= errors.deadBand() ? 0 : arriving;
  }
}

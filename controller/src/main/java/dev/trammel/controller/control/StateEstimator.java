package dev.trammel.controller.control;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Observation;

/** Turns readings into a belief about the state. */
public interface StateEstimator {

  int stateSize();

  /** Forgets the last episode. */
  void reset();

  /**
   * Takes one reading in.
   *
   * @param observation newest reading; not modified
   * @param previous action that was applied before the reading; not modified
   * @param out modified
   */
  @RealTime
  void update(Observation observation, Action previous, StateEstimate out);
}

package dev.trammel.controller.control;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Observation;

/** Believes the sensors: the state is the newest reading. */
public final class SensorEstimator implements StateEstimator {

  private final int size;

  public SensorEstimator(int size) {
    this.size = size;
  }

  @Override
  public int stateSize() {
    return size;
  }

  @Override
  public void reset() {
    // Nothing is remembered.
  }

  @RealTime
  @Override
  public void update(Observation observation, Action previous, StateEstimate out) {
    System.arraycopy(observation.values.data, 0, out.mean.data, 0, size);
  }
}

package dev.trammel.controller.plant;

import org.ejml.data.DMatrixRMaj;

/** One reading of all sensors. Mutable and reused: a plant fills it in place. */
public final class Observation {

  /** p×1, in the order of {@link PlantSpec#sensors}. */
  public final DMatrixRMaj values;

  /** Time of the reading since the episode's start [s]. */
  public double time;

  public Observation(int size) {
    values = new DMatrixRMaj(size, 1);
  }
}

package dev.trammel.controller.control;

import org.ejml.data.DMatrixRMaj;

/** What the controller believes the state to be. Mutable and reused. */
public final class StateEstimate {

  /** n×1. */
  public final DMatrixRMaj mean;

  public StateEstimate(int size) {
    mean = new DMatrixRMaj(size, 1);
  }
}

package dev.trammel.controller.mpc;

import org.ejml.data.DMatrixRMaj;

/** A state to plan from. Mutable. */
final class PlanRequest {

  final DMatrixRMaj state;
  int step;
  long number;
  long firstOfEpisode;

  PlanRequest(int stateSize) {
    state = new DMatrixRMaj(stateSize, 1);
  }
}

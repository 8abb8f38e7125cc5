package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import org.ejml.data.DMatrixRMaj;

/** A state to plan from, and the transition that led to it. Mutable. */
final class PlanRequest {

  final DMatrixRMaj state;
  int step = Integer.MIN_VALUE;

  /** From 1. */
  long number;

  /** Number of the first request of the same episode. */
  long firstOfEpisode;

  /** Whether the step before was the last request's, so that there is a transition. */
  boolean continues;

  final DMatrixRMaj lastState;

  /** As it was applied. */
  final DMatrixRMaj lastInput;

  PlanRequest(int stateSize, int inputSize) {
    state = new DMatrixRMaj(stateSize, 1);
    lastState = new DMatrixRMaj(stateSize, 1);
    lastInput = new DMatrixRMaj(inputSize, 1);
  }

  /**
   * Goes on to the next request; a step that is not after the last one begins another episode.
   *
   * @param x n×1; not modified
   * @param applied m×1, the input of the step before; not modified
   */
  @RealTime
  void next(int nextStep, DMatrixRMaj x, DMatrixRMaj applied) {
    number++;
    if (nextStep <= step) {
      firstOfEpisode = number;
    }
    continues = nextStep == step + 1 && number > firstOfEpisode && number > 1;
    MpcPlan.copy(state, lastState);
    MpcPlan.copy(applied, lastInput);
    MpcPlan.copy(x, state);
    step = nextStep;
  }

  @RealTime
  void copyTo(PlanRequest to) {
    to.step = step;
    to.number = number;
    to.firstOfEpisode = firstOfEpisode;
    to.continues = continues;
    MpcPlan.copy(state, to.state);
    MpcPlan.copy(lastState, to.lastState);
    MpcPlan.copy(lastInput, to.lastInput);
  }
}

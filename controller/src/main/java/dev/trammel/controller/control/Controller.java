package dev.trammel.controller.control;

import dev.trammel.controller.plant.Action;

/** Decides what to ask of the body. */
public interface Controller {

  /**
   * Decides one action.
   *
   * @param estimate of the state; not modified
   * @param step of the episode, from 0
   * @param out {@link Action#requested} is modified; {@link Action#applied} is still the input of
   *     the step before, as it reached the body
   * @return false if there is no valid action for this step; {@code out} is then undefined
   */
  @RealTime
  boolean act(StateEstimate estimate, int step, Action out);

  /**
   * Whether it may act on a state at all. Once it may not, nobody acts for the rest of the episode.
   *
   * @param estimate of the state; not modified
   * @param step of the episode, from 0
   */
  @RealTime
  default boolean isValid(StateEstimate estimate, int step) {
    return true;
  }
}

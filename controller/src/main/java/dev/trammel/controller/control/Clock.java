package dev.trammel.controller.control;

/** Where the control loop gets its time. */
public interface Clock {

  /**
   * Waits until a cycle is due.
   *
   * @param step of the episode, from 0
   */
  @RealTime
  void awaitCycle(int step);

  /** Time that passes only in the simulated body: no cycle is ever waited for. */
  static Clock virtual() {
    return step -> {};
  }
}

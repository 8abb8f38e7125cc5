package dev.trammel.controller.control;

import java.util.concurrent.locks.LockSupport;

/** Where the control loop gets its time. */
public interface Clock {

  /**
   * Waits until a cycle is due.
   *
   * @param step of the episode, from 0
   */
  @RealTime
  void awaitCycle(int step);

  /** Whether a cycle that takes too long comes too late. */
  default boolean isRealTime() {
    return true;
  }

  /**
   * Time of the world, by this computer's monotonic clock: for bodies whose time nobody here makes
   * pass.
   *
   * @param period between two cycles [s]
   */
  static Clock paced(double period) {
    return new PacedClock(period, System::nanoTime, LockSupport::parkNanos);
  }

  /** Time that passes only in the simulated body: no cycle is ever waited for. */
  static Clock virtual() {
    return new Clock() {

      @RealTime
      @Override
      public void awaitCycle(int step) {
        // the body's time stands still between cycles
      }

      @Override
      public boolean isRealTime() {
        return false;
      }
    };
  }
}

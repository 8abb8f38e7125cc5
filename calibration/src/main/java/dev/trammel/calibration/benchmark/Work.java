package dev.trammel.calibration.benchmark;

/** A kernel with its data, ready to be called again and again with the same outcome. */
interface Work {

  /** Calls the kernel once. */
  void run();

  /** Throws if a kernel that must find a solution found none. */
  static void requireSolved(boolean solved) {
    if (!solved) {
      throw new IllegalStateException("the problem must have a solution, had none");
    }
  }
}

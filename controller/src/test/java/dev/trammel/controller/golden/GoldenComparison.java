package dev.trammel.controller.golden;

import dev.trammel.controller.linalg.Kernels;

/** What one area of the core compares of a case. Quirks of the source are adapted to here. */
public interface GoldenComparison {

  /** Whether this area compares arrays of that name. All that are present must be compared. */
  boolean covers(String array);

  /**
   * Computes and compares. Nothing may depend on a case's sizes or on the presence of an array.
   *
   * @param golden the inputs and what came of them
   * @param kernels to compute with
   * @param report receives what was compared
   */
  void compare(GoldenCase golden, Kernels kernels, GoldenReport report);
}

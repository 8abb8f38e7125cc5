package dev.trammel.controller.task;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** One thing that must be true of a state for a task to count as done. Not thread-safe. */
public interface SuccessCondition {

  /** What is measured, for people. */
  String name();

  /** Greatest allowed measure, in the measure's unit. */
  double limit();

  /** Unit of the measure and its limit: "m", "m/s" or "rad". */
  String unit();

  /** The place that is wanted, where one is. */
  default Optional<Goal> goal() {
    return Optional.empty();
  }

  /**
   * How far the state is from what is wanted.
   *
   * @param x n×1; not modified
   */
  double measure(DMatrixRMaj x);
}

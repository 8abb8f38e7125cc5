package dev.trammel.controller.mpc;

import java.util.Comparator;

/**
 * What was found for one condition from one seed.
 *
 * @param seed of the first inputs
 * @param found trajectory, cost and controller
 * @param solved whether the trajectory meets the task's success criterion on the model
 * @param partAtLimit part of its inputs that are at their limit, 0 … 1
 * @param residual what is left of the conditions of Karush, Kuhn and Tucker: the greatest change of
 *     cost, to first order, by one input's whole range, as a part of the cost
 * @param escapes stationary points on the way that were no minima and were left
 */
public record ReferenceSolution(
    long seed,
    IterativeLqrSolution found,
    boolean solved,
    double partAtLimit,
    double residual,
    int escapes) {

  /** The better one last: solved before not solved, then cheaper. */
  public static final Comparator<ReferenceSolution> BY_MERIT = Comparator.comparing(
          ReferenceSolution::solved)
      .thenComparing(solution -> solution.found().cost(), Comparator.<Double>reverseOrder());
}

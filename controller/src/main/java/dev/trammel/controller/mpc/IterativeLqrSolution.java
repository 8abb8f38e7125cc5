package dev.trammel.controller.mpc;

import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.List;

/**
 * What an iterative LQR found.
 *
 * @param controller feedback about the trajectory, which is its nominal one
 * @param costs of the trajectory at the start and after each improvement
 * @param converged whether the cost stopped falling, rather than the iterations running out
 * @param iterations done
 */
public record IterativeLqrSolution(
    LinearGaussianController controller, List<Double> costs, boolean converged, int iterations) {

  public IterativeLqrSolution {
    costs = List.copyOf(costs);
  }

  /** What the trajectory costs. */
  public double cost() {
    return costs.get(costs.size() - 1);
  }
}

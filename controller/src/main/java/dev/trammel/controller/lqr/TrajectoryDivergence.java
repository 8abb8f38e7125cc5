package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.GaussianRows;
import dev.trammel.controller.linalg.Kernels;
import java.util.Arrays;

/**
 * The divergence of one controller's trajectory distribution from another's under one model, in
 * closed form. The dynamics are shared, so only the policies contribute, step by step:
 *
 * <pre>  KL = Σₜ E KL( p(uₜ|xₜ) ‖ p₀(uₜ|xₜ) ),   xₜ from p's own states, covariance included</pre>
 */
public final class TrajectoryDivergence {

  private TrajectoryDivergence() {}

  /** The whole divergence of a controller from another one [nat]; +∞ where the model overflows. */
  public static double total(
      Kernels kernels,
      LinearGaussianDynamics model,
      LinearGaussianController controller,
      LinearGaussianController other) {
    return TrajectoryDistribution.find(kernels, model, controller)
        .map(
            states -> Arrays.stream(perStep(kernels, states, controller, other)).sum())
        .orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * Each step's divergence over given states, such as the other controller's.
   *
   * @param states of the same T as the controllers
   * @throws IllegalArgumentException if the other controller's covariance is not positive definite
   */
  public static double[] perStep(
      Kernels kernels,
      TrajectoryDistribution states,
      LinearGaussianController controller,
      LinearGaussianController other) {
    int n = controller.stateSize();
    int m = controller.inputSize();
    LqrProblem problem = new LqrProblem(kernels, controller.steps(), n, m);
    problem.setPolicy(controller);
    PreviousPolicies own = new PreviousPolicies(controller.steps(), n, m);
    PreviousPolicies from = new PreviousPolicies(controller.steps(), n, m);
    requireDefinite(own.set(controller), "the controller's");
    requireDefinite(from.set(other), "the other controller's");
    own.writeLogDeterminants(problem);
    double[] divergences = new double[controller.steps()];
    GaussianRows state = new GaussianRows(n);
    for (int t = 0; t < divergences.length; t++) {
      Gaussian marginal = states.state(t);
      state.set(marginal.mean(), marginal.covariance());
      divergences[t] = from.divergence(problem, t, state);
    }
    return divergences;
  }

  private static void requireDefinite(int failedStep, String whose) {
    if (failedStep >= 0) {
      throw new IllegalArgumentException(
          whose + " covariance must be positive definite, was not at step " + failedStep);
    }
  }
}

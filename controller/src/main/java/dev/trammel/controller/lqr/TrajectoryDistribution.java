package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.task.QuadraticCost;
import java.util.List;
import java.util.Optional;
import org.ejml.dense.row.CommonOps_DDRM;

/** The marginals p(xₜ, uₜ), t &lt; T, and p(x_T) under a model and a controller. Immutable. */
public final class TrajectoryDistribution {

  private final List<Gaussian> joint;
  private final Gaussian terminal;

  TrajectoryDistribution(Gaussian[] joint, Gaussian terminal) {
    this.joint = List.of(joint);
    this.terminal = terminal;
  }

  /**
   * What a model expects under a controller of the same sizes.
   *
   * @throws IllegalArgumentException if the means or covariances overflow
   */
  public static TrajectoryDistribution of(
      Kernels kernels, LinearGaussianDynamics model, LinearGaussianController controller) {
    return find(kernels, model, controller)
        .orElseThrow(() -> new IllegalArgumentException(
            "expected states must stay finite under the controller, overflowed"));
  }

  /** What a model expects under a controller of the same sizes; nothing if that overflows. */
  public static Optional<TrajectoryDistribution> find(
      Kernels kernels, LinearGaussianDynamics model, LinearGaussianController controller) {
    LqrProblem problem =
        new LqrProblem(kernels, model.steps(), model.stateSize(), model.inputSize());
    problem.setDynamics(model);
    problem.setPolicy(controller);
    return new StateMarginals(problem).solve()
        ? Optional.of(problem.distribution())
        : Optional.empty();
  }

  /** T. */
  public int steps() {
    return joint.size();
  }

  /** The distribution of (xₜ, uₜ), t &lt; T. */
  public Gaussian joint(int t) {
    return joint.get(t);
  }

  /** The distribution of x_T. */
  public Gaussian terminal() {
    return terminal;
  }

  /** The distribution of xₜ, t = 0 … T. */
  public Gaussian state(int t) {
    if (t == joint.size()) {
      return terminal;
    }
    int n = terminal.size();
    Gaussian both = joint.get(t);
    return new Gaussian(
        CommonOps_DDRM.extract(both.mean(), 0, n, 0, 1),
        CommonOps_DDRM.extract(both.covariance(), 0, n, 0, n));
  }

  /** E Σₜ ½zᵀCz + cᵀz + d: that of the means, and half the trace of C times the covariances. */
  public double expectedCost(QuadraticCost cost) {
    double sum = 0;
    for (int t = 0; t <= steps(); t++) {
      sum += expectedCost(cost, t);
    }
    return sum;
  }

  /** The share of step t, t = 0 … T. */
  public double expectedCost(QuadraticCost cost, int t) {
    Gaussian z = t < steps() ? joint.get(t) : terminal;
    return cost.constants[t] + z.expectation(cost.hessians[t], cost.gradients[t]);
  }
}

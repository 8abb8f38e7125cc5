package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Cost;
import java.util.Optional;

/**
 * What a plan over the steps t … t+H−1 of an episode minimises:
 *
 * <pre>  Σ ℓ(t, x, u) + limits(x) − η log p₀(u|x)  +  end</pre>
 *
 * <p>The end is ℓ(T, x) where the horizon meets the episode's, and before that what an offline sweep
 * says the rest will cost, or nothing. A plan without a better guess begins as p₀ would.
 *
 * @param cost of T steps; owned by the plan's thread
 * @param steps T
 * @param value cost-to-go where the horizon ends before the episode
 * @param controller p₀, of at least T steps
 * @param klWeight η, at least 0
 * @param limits soft limits of the states
 */
public record PlanTerms(
    Cost cost,
    int steps,
    Optional<OfflineValue> value,
    Optional<LinearGaussianController> controller,
    double klWeight,
    Optional<SoftStateLimits> limits) {

  public PlanTerms {
    Require.atLeast(steps, 1, "steps");
    Require.nonNegative(klWeight, "weight of the divergence");
    if (value.isPresent() && value.get().steps() < steps) {
      throw new IllegalArgumentException("the cost-to-go must be known for " + steps
          + " steps, was for " + value.get().steps());
    }
    if (controller.isPresent() && controller.get().steps() < steps) {
      throw new IllegalArgumentException("the plan's controller must have " + steps + " steps, had "
          + controller.get().steps());
    }
    if (klWeight > 0 && controller.isEmpty()) {
      throw new IllegalArgumentException(
          "a weight of the divergence needs a controller to diverge from, had none");
    }
  }

  /** A task's cost alone. */
  public static PlanTerms of(Cost cost, int steps) {
    return new PlanTerms(cost, steps, Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  /** The same, with a cost-to-go where the horizon ends. */
  public PlanTerms withValue(OfflineValue value) {
    return new PlanTerms(cost, steps, Optional.of(value), controller, klWeight, limits);
  }

  /** The same, near a controller. */
  public PlanTerms near(LinearGaussianController controller, double klWeight) {
    return new PlanTerms(cost, steps, value, Optional.of(controller), klWeight, limits);
  }

  /** The same, with soft limits of the states. */
  public PlanTerms within(SoftStateLimits limits) {
    return new PlanTerms(cost, steps, value, controller, klWeight, Optional.of(limits));
  }
}

package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Require;

/** How far an update may move a controller, as the model's divergence of new from old. */
public sealed interface KlBound {

  /**
   * A bound on the divergence of the whole trajectory distribution.
   *
   * @param nats Σₜ E KLₜ ≤ nats
   */
  record Total(double nats) implements KlBound {
    public Total {
      Require.positive(nats, "KL bound");
    }
  }

  /**
   * The same bound on each step's divergence.
   *
   * @param nats E KLₜ ≤ nats for every t
   */
  record PerStep(double nats) implements KlBound {
    public PerStep {
      Require.positive(nats, "KL bound per step");
    }
  }
}

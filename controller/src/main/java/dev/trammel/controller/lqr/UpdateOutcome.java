package dev.trammel.controller.lqr;

/** What a KL-bounded update came to. */
public sealed interface UpdateOutcome {

  /**
   * A better controller.
   *
   * @param controller with the model's expectation as nominal states and inputs
   * @param expected the trajectories that the model expects under it
   * @param kl the model's divergence from the previous controller, over the whole trajectory [nat]
   * @param eta the dual variable; its geometric mean over steps when each step has its own
   * @param predictedCost what the model expects it to cost
   * @param status how the divergence stands to its bound
   * @param effort what the search took
   */
  record Accepted(
      LinearGaussianController controller,
      TrajectoryDistribution expected,
      double kl,
      double eta,
      double predictedCost,
      BoundStatus status,
      SearchEffort effort)
      implements UpdateOutcome {}

  /**
   * No controller.
   *
   * @param reason why
   * @param step where, −1 if nowhere in particular
   */
  record Rejected(Reason reason, int step) implements UpdateOutcome {}

  /** How the divergence stands to its bound. */
  enum BoundStatus {
    /** Within the tolerance. */
    ON_BOUND,
    /**
     * Below it: the best controller that explores enough lies inside the ball, or there is a jump
     * where an input meets its limit.
     */
    BELOW_BOUND,
    /**
     * Above it, by the least that can be: the previous controller's expected inputs break the
     * limits, or its deviations are below the least, and to mend that takes more than the bound.
     */
    LIMITS_OVER_BOUND
  }

  /** Why an update was refused. */
  enum Reason {
    /** The previous controller's covariance is not positive definite. */
    INDEFINITE_PREVIOUS_COVARIANCE,
    /** Quu is not positive definite even at the greatest η. */
    INDEFINITE_ACTION_VALUE,
    /** The expected inputs did not settle within their limits. */
    LIMITS_NOT_MET,
    /** Expected states or inputs overflow even at the greatest η. */
    DIVERGENT_MODEL,
    /** The divergence exceeds its bound even at the greatest η. */
    ETA_OUT_OF_RANGE
  }

  /**
   * What the search took.
   *
   * @param evaluations values of η tried
   * @param sweeps backward passes, of which limits can take several per evaluation
   * @param indefinite evaluations that found Quu not positive definite, and raised η
   */
  record SearchEffort(int evaluations, int sweeps, int indefinite) {}
}

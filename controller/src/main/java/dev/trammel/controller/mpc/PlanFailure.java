package dev.trammel.controller.mpc;

/** Why there is no plan. */
public enum PlanFailure {
  /** There is a plan. */
  NONE,
  /** The step is not one of the episode's. */
  BEYOND_EPISODE,
  /** The state to plan from is not finite. */
  STATE_NOT_FINITE,
  /** The model has no finite answer along the first guess. */
  MODEL_NOT_FINITE,
  /** The cost along the first guess is not finite. */
  COST_NOT_FINITE,
  /** Quu is not positive definite, however strong the regularisation. */
  NOT_POSITIVE_DEFINITE,
  /** The inputs do not settle within their limits. */
  LIMITS_NOT_MET,
  /** A plan was found that is not finite. */
  PLAN_NOT_FINITE,
  /** The model or the cost threw. */
  BROKEN,
  /** What is left to do would end after the deadline. */
  LATE
}

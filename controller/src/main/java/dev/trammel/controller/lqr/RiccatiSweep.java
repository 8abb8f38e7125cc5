package dev.trammel.controller.lqr;

/**
 * Backward sweep of the finite-horizon problem: the policies that minimise
 *
 * <pre>  E Σₜ ½zₜᵀ(Cₜ + ηₜPₜ)zₜ + (cₜ + ηₜpₜ)ᵀzₜ  +  ½x_TᵀC_Tx_T + c_Tᵀx_T,   z = (x, u)</pre>
 *
 * <p>under the model, and the cost-to-go. With −log p₀(u|x) of a previous controller as P and
 * covariance scale η this is the inner problem of the dual of Levine and Abbeel, "Learning Neural
 * Network Policies with Guided Policy Search under Unknown Dynamics" (2014), in units of the cost.
 *
 * <p>{@link #solve} allocates nothing. Not thread-safe.
 */
public final class RiccatiSweep {

  private final LqrProblem problem;
  private int failedStep = -1;

  /**
   * A sweep over a problem.
   *
   * @param problem its policies and values are modified by each sweep
   */
  public RiccatiSweep(LqrProblem problem) {
    this.problem = problem;
  }

  /**
   * Solves for every policy, last step first.
   *
   * @return false if Quu lost positive definiteness at {@link #failedStep}; the policies are then
   *     undefined
   */
  public boolean solve() {
    return solve(0, problem.steps() - 1);
  }

  /**
   * The same for some steps, where neither the stages after them nor their kept costs-to-go have
   * changed.
   */
  boolean solve(int first, int last) {
    for (int t = last; t >= first; t--) {
      if (!problem.kernels().backward(problem.stage(t), problem.value(t + 1))) {
        failedStep = t;
        return false;
      }
    }
    failedStep = -1;
    return true;
  }

  /** Where the last sweep failed; −1 if it did not. */
  public int failedStep() {
    return failedStep;
  }
}

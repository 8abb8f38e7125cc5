package dev.trammel.controller.linalg;

/**
 * The arithmetic of one stage, which is where all time goes. Instances own scratch memory: one per
 * thread. Nothing here allocates.
 */
public interface StageKernels {

  /**
   * One step of the backward recursion: from the next step's cost-to-go to this step's policy and
   * cost-to-go.
   *
   * <pre>
   *   Q = C + ηP + W + FᵀV′F      q = c + ηp + r + Fᵀ(V′f + v′)
   *   K = −Quu⁻¹Qux               k = −Quu⁻¹qu             covariance = s·Quu⁻¹
   *   V = Qxx + QxuK              v = qx + Qxuk</pre>
   *
   * <p>An input that is held has no feedback and its held value as offset; the other inputs' policy
   * is the best one given that. The covariance is that of all inputs, held or not.
   *
   * @param stage reads cost, prior, what is added for inputs, dynamics and what is held; writes policy, covariance and value
   * @param next the next step's cost-to-go; not modified
   * @return false if Quu is not positive definite: what is written is then undefined
   */
  boolean backward(Stage stage, QuadraticRows next);

  /**
   * One step of the forward recursion: the mean of the input and the next state's marginal.
   *
   * <pre>
   *   u = Kx + k     x′ = F(x, u) + f     Σ′ = (A + BK)Σ(A + BK)ᵀ + B C Bᵀ + W</pre>
   *
   * @param stage reads policy, covariance, dynamics, noise and state; writes input
   * @param next the next state's marginal; modified
   */
  void forward(Stage stage, GaussianRows next);

  /**
   * The expected divergence of a stage's policy from another one, over a distribution of states:
   *
   * <pre>  ½ (tr Λ(C + ΔΣΔᵀ + δδᵀ) − m + log det C₀ − log det C),   Δ = K − K₀,  δ = Δx̄ + k − k₀</pre>
   *
   * @param stage reads policy and covariance
   * @param other the policy K₀, k₀, C₀ = Λ⁻¹; not modified
   * @param state the distribution of x; not modified
   * @return E KL(policy ‖ other) [nat]
   */
  double divergence(Stage stage, PolicyRows other, GaussianRows state);
}

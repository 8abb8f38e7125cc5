package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture over transitions (x, u, x') as prior: the moments of the clusters that a step's points
 * belong to, each by its mean share in them. Thread-safe.
 *
 * <pre>
 *   w_k  mean share of cluster k in the points
 *   μ₀ = Σ w μ_k                 Φ = m (Σ w (Σ_k + (μ_k − μ₀)(μ_k − μ₀)ᵀ))
 * </pre>
 */
public final class GaussianMixturePrior implements DynamicsPrior {

  private final MixtureRows mixture;
  private final double[] origin;
  private final Cluster[] clusters;
  private final Kernels kernels;
  private final double meanWeight;
  private final double scatterWeight;
  private final Optional<NormalInverseWishart> initialState;

  /**
   * @param memory what the mixture was fitted to
   * @param strength as how many points the prior counts at a step
   */
  public GaussianMixturePrior(
      Kernels kernels, GaussianMixture mixture, TransitionMemory memory, double strength) {
    this(kernels, mixture, strength, strength, Optional.of(memory.initialState(strength)));
  }

  /**
   * Knows nothing of first states.
   *
   * @param meanWeight as how many points the prior's mean counts at a step
   * @param scatterWeight as how many points the prior's scatter counts at a step
   */
  public GaussianMixturePrior(
      Kernels kernels, GaussianMixture mixture, double meanWeight, double scatterWeight) {
    this(kernels, mixture, meanWeight, scatterWeight, Optional.empty());
  }

  private GaussianMixturePrior(
      Kernels kernels,
      GaussianMixture mixture,
      double meanWeight,
      double scatterWeight,
      Optional<NormalInverseWishart> initialState) {
    this.meanWeight = Require.positive(meanWeight, "prior mean weight");
    this.scatterWeight = Require.positive(scatterWeight, "prior scatter weight");
    this.initialState = initialState;
    this.kernels = kernels;
    this.mixture = MixtureRows.of(mixture);
    clusters = Cluster.ofSize(mixture.size(), mixture.dimension());
    origin = this.mixture.mean();
    this.mixture.factorise(clusters, origin, new InverseFactor(mixture.dimension(), kernels));
  }

  @Override
  public NormalInverseWishart at(DMatrixRMaj points, int step) {
    return forOnePass().at(points, step);
  }

  @Override
  public DynamicsPrior forOnePass() {
    return new MixturePass(
        this,
        mixture,
        new PointBlock(origin, clusters.length),
        new MixtureDensity(clusters, kernels));
  }

  NormalInverseWishart answer(DMatrixRMaj mean, DMatrixRMaj scatter) {
    return new NormalInverseWishart(mean, scatter, meanWeight, scatterWeight);
  }

  @Override
  public NormalInverseWishart initialState(int stateSize) {
    return initialState.orElseGet(() -> NormalInverseWishart.flat(stateSize, 0));
  }
}

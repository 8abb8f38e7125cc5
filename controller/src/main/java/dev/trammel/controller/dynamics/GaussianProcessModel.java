package dev.trammel.controller.dynamics;

/**
 * One model of all remembered transitions: Gaussian-process regression of x' − x on (x, u), with a
 * squared-exponential kernel that has one length scale per feature (Rasmussen &amp; Williams 2006,
 * chapters 2 and 5; for control: Deisenroth &amp; Rasmussen 2011). Unlike local models it does not
 * know time: every transition helps at every step, and a local linear model can be read off
 * anywhere. Immutable.
 *
 * <pre>
 *   z      d    features: sine and cosine of angles, everything else standardised
 *   x'ᵢ    =    xᵢ + wᵢᵀz + bᵢ + Σⱼ αᵢⱼ exp(−½ Σₖ (zₖ − zⱼₖ)²/ℓₖ²)
 * </pre>
 *
 * <p>All outputs share the length scales, so that one row of exponentials serves them all; each has
 * its own signal and noise.
 */
public final class GaussianProcessModel {

  final TransitionFeatures features;
  final LinearMean linear;
  final Hyperparameters hyperparameters;

  /** d rows of M points, divided by √2 and the length scales. */
  final double[][] points;

  /** n rows of M weights α, in the units of x. */
  final double[][] weights;

  /** Of sₒ² (R + …), in the units of the standardised outputs. */
  final UpperFactor[] factors;

  private final GaussianProcessParts parts;
  private final double[] noiseVariances;

  /** @param covariances of the points */
  GaussianProcessModel(GaussianProcessParts parts, PointCovariances covariances) {
    this.parts = parts;
    features = parts.features();
    linear = parts.linear();
    hyperparameters = parts.hyperparameters();
    points = parts.points();
    weights = parts.weights();
    factors = covariances.factors;
    noiseVariances = new double[weights.length];
    for (int o = 0; o < noiseVariances.length; o++) {
      noiseVariances[o] = outputSpread(o) * outputSpread(o) * covariances.diagonals[o];
    }
  }

  /**
   * Fits a model that knows nothing but the memory.
   *
   * @param memory at least one transition, newest last
   * @param angles n, which entries of x are angles; not modified
   * @param seed chooses the points that hyperparameters are learned from
   */
  public static GaussianProcessModel fit(
      TransitionMemory memory, boolean[] angles, GaussianProcessSettings settings, long seed) {
    GaussianProcessFit fit = new GaussianProcessFit(memory, angles);
    Hyperparameters initial = Hyperparameters.initial(fit.features.size, angles.length);
    return fit.run(initial, settings, settings.firstIterations(), seed);
  }

  /**
   * Fits a model whose hyperparameters continue from those of another one.
   *
   * @param memory at least one transition, newest last
   * @param angles n, which entries of x are angles; not modified
   * @param seed chooses the points that hyperparameters are learned from
   * @param previous of the same sizes and angles
   */
  public static GaussianProcessModel fit(
      TransitionMemory memory,
      boolean[] angles,
      GaussianProcessSettings settings,
      long seed,
      GaussianProcessModel previous) {
    GaussianProcessFit fit = new GaussianProcessFit(memory, angles);
    if (previous.features.size != fit.features.size
        || previous.stateSize() != memory.stateSize()
        || previous.inputSize() != memory.inputSize()) {
      throw new IllegalArgumentException("a previous Gaussian process must have n = "
          + memory.stateSize() + ", m = " + memory.inputSize() + " and " + fit.features.size
          + " features, had " + previous.stateSize() + ", " + previous.inputSize() + " and "
          + previous.features.size);
    }
    return fit.run(previous.hyperparameters, settings, settings.laterIterations(), seed);
  }

  /** A new predictor with its own scratch memory, for one thread. */
  public GaussianProcessPredictor predictor() {
    return new GaussianProcessPredictor(this);
  }

  /** n. */
  public int stateSize() {
    return weights.length;
  }

  /** m. */
  public int inputSize() {
    return parts.inputSize();
  }

  /** M, how many transitions a prediction rests on. */
  public int points() {
    return weights[0].length;
  }

  /** Variance of what is added to entry i of x' and cannot be predicted, in its units squared. */
  public double noiseVariance(int i) {
    return noiseVariances[i];
  }

  double outputSpread(int i) {
    return parts.outputSpreads()[i];
  }

  GaussianProcessParts parts() {
    return parts;
  }
}

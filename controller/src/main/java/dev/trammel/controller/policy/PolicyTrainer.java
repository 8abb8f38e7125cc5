package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Kernels;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Trains a network to do what its teachers do: minimises the divergence from them over their
 * observations,
 *
 * <pre>  Σᵢ wᵢ KL(π(·|oᵢ) ‖ N(ûᵢ, Λᵢ⁻¹)) = Σᵢ ½wᵢ (μ(oᵢ) − ûᵢ)ᵀΛᵢ(μ(oᵢ) − ûᵢ) + terms of C</pre>
 *
 * <p>over the mean by Adam, and over the covariance in closed form, C⁻¹ = Σ wᵢΛᵢ / Σ wᵢ (Levine,
 * Finn, Darrell and Abbeel, End-to-End Training of Deep Visuomotor Policies, 2016, section 4.2).
 */
public final class PolicyTrainer {

  private final Kernels kernels;
  private final PolicySettings settings;

  public PolicyTrainer(Kernels kernels, PolicySettings settings) {
    this.kernels = kernels;
    this.settings = settings;
  }

  /**
   * Trains; the same samples, start, seed and kernels give the same bits.
   *
   * @param warmStart where to begin, whose whitenings are kept; without one they are computed from
   *     the samples and weights are drawn
   * @throws IllegalArgumentException if the start does not fit the samples or the settings
   */
  public TrainingReport train(TeacherSamples samples, Optional<MlpPolicy> warmStart, long seed) {
    SplittableRandom source = new SplittableRandom(seed);
    SplittableRandom weights = source.split();
    MlpPolicy start =
        warmStart.map(policy -> checked(policy, samples)).orElseGet(() -> draw(samples, weights));
    TrainingSet set = new TrainingSet(samples, start, kernels);
    HeldOutSplit split = HeldOutSplit.of(samples, settings.heldOut(), source.split());
    return new Training(set, split, start, settings, kernels).run(covariance(set), source.split());
  }

  private MlpPolicy checked(MlpPolicy start, TeacherSamples samples) {
    if (start.observationSize() != samples.observationSize()
        || start.inputSize() != samples.inputSize()
        || !start.hiddenSizes().equals(settings.hidden())
        || start.activation() != settings.activation()) {
      throw new IllegalArgumentException("a warm start must be "
          + describe(
              samples.observationSize(),
              settings.hidden(),
              samples.inputSize(),
              settings.activation())
          + ", was "
          + describe(
              start.observationSize(), start.hiddenSizes(), start.inputSize(), start.activation()));
    }
    return start;
  }

  private static String describe(
      int observations, Iterable<Integer> hidden, int inputs, Activation activation) {
    StringBuilder text = new StringBuilder().append(observations);
    hidden.forEach(units -> text.append('-').append(units));
    return text.append('-').append(inputs).append(' ').append(activation).toString();
  }

  private MlpPolicy draw(TeacherSamples samples, SplittableRandom random) {
    int p = samples.observationSize();
    int m = samples.inputSize();
    return new MlpPolicy(
        settings.activation(),
        Whitening.of(samples.observations()),
        MlpPolicy.randomLayers(p, settings.hidden(), m, settings.activation(), random),
        Whitening.of(samples.actions()),
        CommonOps_DDRM.identity(m));
  }

  private static DMatrixRMaj covariance(TrainingSet set) {
    DMatrixRMaj covariance = set.meanPrecision().copy();
    if (!CommonOps_DDRM.invert(covariance)) {
      throw new IllegalArgumentException("the teachers' mean precision must have an inverse");
    }
    CommonOps_DDRM.scale(0.5, covariance);
    DMatrixRMaj transpose = CommonOps_DDRM.transpose(covariance, null);
    CommonOps_DDRM.addEquals(covariance, transpose);
    return covariance;
  }
}

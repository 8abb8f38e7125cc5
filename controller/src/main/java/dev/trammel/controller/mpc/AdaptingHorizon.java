package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.dynamics.OnlineRegression;
import dev.trammel.controller.dynamics.RegressorScale;
import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Another model, corrected by what it missed in the episode so far. The correction is the same for
 * all steps ahead. Mutable: transitions are taken in on the thread that plans.
 *
 * <pre>  x' = F (x, u) + f + γ(Θ_z (x, u) + θ)</pre>
 */
public final class AdaptingHorizon implements HorizonModel {

  /** Of the variance of a state over an episode: noise is not taken to be less. */
  private static final double LEAST_VARIANCE = 1e-12;

  private final HorizonModel base;
  private final DMatrixRMaj[] covariances;
  private final RegressorScale scale;
  private final OnlineRegression regression;
  private final DMatrixRMaj predicted;
  private final DMatrixRMaj residual;
  private final DMatrixRMaj innovation;
  private final DMatrixRMaj innovationCovariance;

  /**
   * Nothing seen yet.
   *
   * @param base never told of any transition
   * @param covariances of what the base model cannot know, T of n×n, or one for all times; kept, not
   *     modified
   * @param scale of (x, u)
   */
  public AdaptingHorizon(
      HorizonModel base,
      DMatrixRMaj[] covariances,
      RegressorScale scale,
      AdaptationSettings settings) {
    this.base = base;
    int n = base.stateSize();
    if (scale.stateSize() != n || scale.inputSize() != base.inputSize()) {
      throw new IllegalArgumentException("the scale must be of n = " + n + " and m = "
          + base.inputSize() + ", was of " + scale.stateSize() + " and " + scale.inputSize());
    }
    Require.atLeast(covariances.length, 1, "covariances");
    for (int t = 0; t < covariances.length; t++) {
      Require.finite(Require.shape(covariances[t], n, n, "W at step " + t), "W at step " + t);
    }
    this.covariances = covariances.clone();
    this.scale = scale;
    regression = new OnlineRegression(scale, meanVariances(covariances, scale), settings);
    predicted = new DMatrixRMaj(n, 1);
    residual = new DMatrixRMaj(n, 1);
    innovation = new DMatrixRMaj(n, 1);
    innovationCovariance = new DMatrixRMaj(n, n);
    reset();
  }

  /** Corrects a fitted model. */
  public static AdaptingHorizon of(
      LinearGaussianDynamics model, RegressorScale scale, AdaptationSettings settings) {
    return new AdaptingHorizon(new FittedHorizon(model), model.covariances, scale, settings);
  }

  private static double[] meanVariances(DMatrixRMaj[] covariances, RegressorScale scale) {
    double[] variances = new double[scale.stateSize()];
    for (int i = 0; i < variances.length; i++) {
      for (DMatrixRMaj covariance : covariances) {
        variances[i] += covariance.get(i, i) / covariances.length;
      }
      variances[i] = Math.max(variances[i], least(scale, i));
    }
    return variances;
  }

  private static double least(RegressorScale scale, int i) {
    return LEAST_VARIANCE * scale.spread(i) * scale.spread(i);
  }

  /** Forgets what was seen: the beginning of an episode. */
  @RealTime
  public void reset() {
    regression.reset();
    Arrays.fill(innovation.data, Double.NaN);
    System.arraycopy(
        covariances[0].data, 0, innovationCovariance.data, 0, covariances[0].getNumElements());
  }

  /**
   * Takes in a transition.
   *
   * @param t when the input was applied
   * @param x n×1, the state then; not modified
   * @param u m×1, as applied; not modified
   * @param next n×1, the state one interval later; not modified
   * @return false if it could not be used, as where a number is not finite or the base has no answer
   */
  @RealTime
  public boolean observe(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    if (!base.step(t, x, u, predicted)) {
      // a model without an answer is as wrong as can be, if there was something to answer
      boolean asked = Finite.all(x) && Finite.all(u) && Finite.all(next);
      Arrays.fill(innovation.data, asked ? Double.POSITIVE_INFINITY : Double.NaN);
      return false;
    }
    for (int i = 0; i < next.numRows; i++) {
      residual.data[i] = next.data[i] - predicted.data[i];
    }
    if (!Finite.all(residual)) {
      Arrays.fill(innovation.data, Double.NaN);
      return false;
    }
    regression.innovationCovariance(x, u, baseCovariance(t), innovationCovariance);
    regression.correct(x, u, predicted);
    for (int i = 0; i < next.numRows; i++) {
      innovation.data[i] = next.data[i] - predicted.data[i];
    }
    return regression.observe(x, u, residual);
  }

  /**
   * What the last transition had in it that was not expected, n×1, from the model as it was before
   * it; not a number if it was not observed, infinite if the base had no answer. Not modified by the
   * caller.
   */
  @RealTime
  public DMatrixRMaj innovation() {
    return innovation;
  }

  /**
   * The covariance that was expected of the last innovation: the base model's, and as far as the
   * correction was believed, what was not known of it. Not modified by the caller.
   */
  @RealTime
  public DMatrixRMaj innovationCovariance() {
    return innovationCovariance;
  }

  /** W: the covariance that the base model gives to innovations at t; not modified by the caller. */
  @RealTime
  public DMatrixRMaj baseCovariance(int t) {
    return covariances[Math.min(t, covariances.length - 1)];
  }

  /** Wᵢᵢ at t, or what noise is not taken to be less than. */
  @RealTime
  double noiseVariance(int t, int i) {
    return Math.max(baseCovariance(t).get(i, i), least(scale, i));
  }

  /** The model without any correction. */
  HorizonModel base() {
    return base;
  }

  /** How far other slopes of entry i of the next state are believed, 0 … 1. */
  @RealTime
  public double belief(int i) {
    return regression.belief(i);
  }

  /** How far an offset of entry i of the next state is believed, 0 … 1. */
  @RealTime
  public double offsetBelief(int i) {
    return regression.offsetBelief(i);
  }

  @Override
  public int steps() {
    return base.steps();
  }

  @Override
  public int stateSize() {
    return base.stateSize();
  }

  @Override
  public int inputSize() {
    return base.inputSize();
  }

  @RealTime
  @Override
  public boolean step(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    if (!base.step(t, x, u, next)) {
      return false;
    }
    regression.correct(x, u, next);
    return Finite.all(next);
  }

  @RealTime
  @Override
  public boolean linearise(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F, DMatrixRMaj f) {
    if (!base.linearise(t, x, u, F, f)) {
      return false;
    }
    regression.correctModel(F, f);
    return true;
  }
}

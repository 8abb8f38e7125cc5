package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import org.ejml.data.DMatrixRMaj;

/**
 * What a model misses, learned while it is used: Bayesian linear regression of its residuals r on
 * φ = ((z − c)/σ, 1), z = (x, u), in which old transitions are forgotten and the belief that the
 * model is right is not. That is the online adaptation of Fu, Levine and Abbeel (2016), with
 * moments of what the model does not explain in place of those of the state, and stabilised
 * forgetting (Kulhavý and Zarrop 1993): a matrix-normal-inverse-Wishart belief whose geometric mean
 * with the prior is taken at each step.
 *
 * <pre>
 *   Λ = λΛ + wφφᵀ      d×d  what was seen, d = n+m+1
 *   G = λG + wrφᵀ      n×d
 *   P = (Λ + K)⁻¹      d×d  at most K⁻¹ however little is seen: nothing winds up
 *                           K = diag(κ, …, κ, κ₀): κ of slopes, κ₀ of the offset
 *   Θ = GP             n×d
 *   ΘᵢGᵢᵀ = θᵢgᵢ + δᵢ,  θᵢ = gᵢ/(N + κ₀), gᵢ the last of Gᵢ, N that of Λ: what the offset alone explains
 *   tr(ΛP) = N/(N + κ₀) + d'           and what slopes explain beyond it; so many unknowns
 *   βᵢ = max(0, 1 − c N/(N + κ₀) / (θᵢgᵢ/sᵢ))   how far the offset of row i is believed
 *   γᵢ = max(0, 1 − c d' / (δᵢ/sᵢ))             how far its slopes are
 * </pre>
 *
 * <p>β and γ are James and Stein's factors: ΘᵢGᵢᵀ is what row i explains of the residuals' squares,
 * and sᵢ tr(ΛP) bounds what it would explain of noise of variance sᵢ. An offset is one unknown and
 * soon believed, slopes are many. The weight w is 1 but for
 * transitions that are absurdly far away, whose influence is bounded.
 *
 * <p>Allocates nothing after construction. Not thread-safe.
 */
public final class OnlineRegression {

  /** How many spreads an entry of z may be from the centre before it counts less. */
  static final double FARTHEST = 1e3;

  /** How many deviations of the noise a residual may have before it counts less. */
  static final double GREATEST = 1e8;

  private final RegressorScale scale;
  private final AdaptationSettings settings;
  private final double[] noiseVariances;
  private final int n;
  private final int q;
  private final ForgettingMoments moments;
  private final double[] phi;
  private final double[] widths;
  private final Correction correction;

  /**
   * Nothing seen.
   *
   * @param noiseVariances n, positive, of what the model cannot know; not modified
   */
  public OnlineRegression(
      RegressorScale scale, double[] noiseVariances, AdaptationSettings settings) {
    this.scale = scale;
    this.settings = settings;
    n = scale.stateSize();
    q = n + scale.inputSize();
    this.noiseVariances = Require.length(noiseVariances, n, "noise variances").clone();
    for (int i = 0; i < n; i++) {
      Require.positive(noiseVariances[i], "noise variance " + i);
    }
    moments = new ForgettingMoments(n, q + 1, settings);
    phi = new double[q + 1];
    widths = new double[n];
    correction = new Correction(scale);
    phi[q] = 1;
  }

  /** Forgets everything: the beginning of an episode. */
  public void reset() {
    moments.clear();
    correction.clear();
  }

  /**
   * Takes in one transition.
   *
   * @param x n×1; not modified
   * @param u m×1, as applied; not modified
   * @param residual n×1, the next state less the model's; not modified
   * @return false if a number is not finite or too large to be squared: nothing is then changed; or
   *     if the regression cannot be solved: everything is then forgotten
   */
  public boolean observe(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj residual) {
    double w = weigh(x, u, residual);
    if (!(w > 0)) {
      return false;
    }
    moments.add(w, phi, residual);
    if (settings.strength() == Double.POSITIVE_INFINITY) {
      return true;
    }
    if (!moments.solve()) {
      reset();
      return false;
    }
    publish();
    return true;
  }

  /** Answers the transition's weight, not positive if it cannot be used. */
  private double weigh(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj residual) {
    scale.locate(x, u, phi);
    double excess = 1;
    double sum = 0;
    for (int j = 0; j < q; j++) {
      sum += phi[j];
      excess = Math.max(excess, Math.abs(phi[j]) / FARTHEST);
    }
    for (int i = 0; i < n; i++) {
      double r = residual.data[i];
      sum += r;
      excess = Math.max(excess, Math.abs(r) / Math.sqrt(noiseVariances[i]) / GREATEST);
    }
    // sum is not finite if an entry is not; weights that vanish are of numbers too large to square
    return 0 * sum == 0 ? 1 / excess / excess : 0;
  }

  /** Writes the correction, shrunk by how far it is believed: its offset, and what slopes add. */
  private void publish() {
    double offsetAlone = 1 / (moments.count() + settings.offsetStrength());
    double offsetNoise = settings.evidence() * moments.count() * offsetAlone;
    double slopesNoise = settings.evidence() * moments.unknowns() - offsetNoise;
    for (int i = 0; i < n; i++) {
      double[] g = moments.G[i];
      double theta = g[q] * offsetAlone;
      double byOffset = theta * g[q] / noiseVariances[i];
      double bySlopes = Rows.dot(moments.Theta[i], g, q + 1) / noiseVariances[i] - byOffset;
      correction.believe(i, belief(byOffset, offsetNoise), belief(bySlopes, slopesNoise));
      correction.set(i, theta, moments.Theta[i]);
    }
  }

  /** James and Stein's. */
  private static double belief(double explained, double noise) {
    return explained > Math.max(0, noise) ? 1 - Math.max(0, noise) / explained : 0;
  }

  /**
   * Adds the correction's mean to a next state.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param next n×1, none of the others; modified
   */
  public void correct(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    correction.addTo(x, u, next);
  }

  /**
   * Adds the correction to a linear model x' = F (x, u) + f.
   *
   * @param F n×(n+m); modified
   * @param f n×1; modified
   */
  public void correctModel(DMatrixRMaj F, DMatrixRMaj f) {
    correction.addToModel(F, f);
  }

  /**
   * The covariance that the corrected model expects of innovations at a point: the model's own,
   * widened by what is not known of the correction as far as that is believed.
   *
   * <pre>  Wᵢⱼ √(1 + vᵢ) √(1 + vⱼ),  vᵢ = βᵢ²/(N + κ₀) + γᵢ²(φᵀPφ − 1/(N + κ₀))</pre>
   *
   * @param x n×1, finite; not modified
   * @param u m×1, finite; not modified
   * @param model W, n×n; not modified
   * @param out n×n, not {@code model}; modified
   */
  public void innovationCovariance(
      DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj model, DMatrixRMaj out) {
    scale.locate(x, u, phi);
    double ofOffset = 1 / (moments.count() + settings.offsetStrength());
    double ofSlopes = Math.max(0, moments.variance(phi) - ofOffset);
    for (int i = 0; i < n; i++) {
      widths[i] = Math.sqrt(1 + correction.variance(i, ofOffset, ofSlopes));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out.data[i * n + j] = model.data[i * n + j] * widths[i] * widths[j];
      }
    }
  }

  /** N, as how many transitions count what was seen counts, at most 1/(1 − λ). */
  public double count() {
    return moments.count();
  }

  /** γᵢ, how far other slopes of entry i of the next state are believed, 0 … 1. */
  public double belief(int i) {
    return correction.slopeBeliefs[i];
  }

  /** βᵢ, how far an offset of entry i of the next state is believed, 0 … 1. */
  public double offsetBelief(int i) {
    return correction.offsetBeliefs[i];
  }

  /** Θ, before γ: n×d, in units of σ. For people and tests. */
  DMatrixRMaj coefficients() {
    return Rows.matrix(moments.Theta, q + 1);
  }

  /** P, d×d, in units of σ. For people and tests. */
  DMatrixRMaj uncertainty() {
    return Rows.matrix(moments.P, q + 1);
  }
}

package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.SymmetricInverse;
import java.util.Arrays;
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
 *   ΘᵢGᵢᵀ = θᵢgᵢ + δᵢ,  θᵢ = gᵢ/(N + κ₀), N = Λ₀₀, gᵢ the last of Gᵢ: what the offset alone explains
 *   tr(ΛP) = N/(N + κ₀) + d'           and what slopes explain beyond it; so many unknowns
 *   βᵢ = max(0, 1 − c N/(N + κ₀) / (θᵢgᵢ/sᵢ))   how far the offset of row i is believed
 *   γᵢ = max(0, 1 − c d' / (δᵢ/sᵢ))             how far its slopes are
 *   S = λS + w e eᵀ/(1 − wφᵀPφ),  e = r − Θφ   n×n  of residuals, of which W + noise is expected
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
  private final double[][] Lambda;
  private final double[][] G;
  private final double[][] P;
  private final double[][] Theta;
  private final InnovationScatter scatter;
  private final double[] phi;
  private final double[] e;
  private final Correction correction;
  private final double[] scratch;

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
    int d = q + 1;
    Lambda = new double[d][d];
    G = new double[n][d];
    P = new double[d][d];
    Theta = new double[n][d];
    scatter = new InnovationScatter(n);
    phi = new double[d];
    e = new double[n];
    correction = new Correction(scale);
    scratch = new double[d];
    phi[q] = 1;
    reset();
  }

  /** Forgets everything: the beginning of an episode. */
  public void reset() {
    clear(Lambda);
    clear(G);
    clear(Theta);
    scatter.clear();
    correction.clear();
    clear(P);
    for (int j = 0; j <= q; j++) {
      P[j][j] = 1 / strength(j);
    }
  }

  private static void clear(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      Arrays.fill(matrix[i], 0);
    }
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
    remember(w, residual);
    boolean learns = settings.strength() < Double.POSITIVE_INFINITY;
    if (learns && !solve()) {
      reset();
      return false;
    }
    addScatter(w, residual);
    if (learns) {
      publish();
    }
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

  private void remember(double w, DMatrixRMaj residual) {
    double lambda = settings.forgetting();
    double root = Math.sqrt(w);
    for (int j = 0; j <= q; j++) {
      scratch[j] = root * phi[j];
    }
    for (int i = 0; i <= q; i++) {
      decayAndAdd(lambda, Lambda[i], scratch[i], scratch);
    }
    for (int i = 0; i < n; i++) {
      decayAndAdd(lambda, G[i], root * residual.data[i], scratch);
    }
  }

  /** row = λ row + a v. */
  private static void decayAndAdd(double lambda, double[] row, double a, double[] v) {
    for (int j = 0; j < row.length; j++) {
      row[j] = lambda * row[j] + a * v[j];
    }
  }

  private boolean solve() {
    for (int i = 0; i <= q; i++) {
      System.arraycopy(Lambda[i], 0, P[i], 0, q + 1);
      P[i][i] += strength(i);
    }
    if (Double.isNaN(SymmetricInverse.invert(P, scratch))) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      Arrays.fill(Theta[i], 0);
      Rows.addCombination(G[i], P, q + 1, Theta[i], q + 1);
    }
    return true;
  }

  private void addScatter(double w, DMatrixRMaj residual) {
    for (int i = 0; i < n; i++) {
      e[i] = residual.data[i] - Rows.dot(Theta[i], phi, q + 1);
    }
    // an innovation e' = r − Θ'φ from the belief before has e'e'ᵀ/(1 + wφᵀP'φ) = eeᵀ/(1 − wφᵀPφ)
    double open = w * variance();
    scatter.add(settings.forgetting(), w / Math.max(1 - open, 1e-9), e, w);
  }

  /** φᵀPφ. */
  private double variance() {
    double sum = 0;
    for (int i = 0; i <= q; i++) {
      sum += phi[i] * Rows.dot(P[i], phi, q + 1);
    }
    return sum;
  }

  /** Writes the correction, shrunk by how far it is believed: its offset, and what slopes add. */
  private void publish() {
    double offsetAlone = 1 / (Lambda[q][q] + settings.offsetStrength());
    double offsetNoise = settings.evidence() * Lambda[q][q] * offsetAlone;
    double slopesNoise = settings.evidence() * unknowns() - offsetNoise;
    for (int i = 0; i < n; i++) {
      double theta = G[i][q] * offsetAlone;
      double byOffset = theta * G[i][q] / noiseVariances[i];
      double bySlopes = Rows.dot(Theta[i], G[i], q + 1) / noiseVariances[i] - byOffset;
      correction.believe(i, belief(byOffset, offsetNoise), belief(bySlopes, slopesNoise));
      correction.set(i, theta, Theta[i]);
    }
  }

  /** James and Stein's. */
  private static double belief(double explained, double noise) {
    return explained > Math.max(0, noise) ? 1 - Math.max(0, noise) / explained : 0;
  }

  /** tr ΛP = d − tr KP: of how many unknowns the transitions decide. */
  private double unknowns() {
    double known = q + 1;
    for (int j = 0; j <= q; j++) {
      known -= strength(j) * P[j][j];
    }
    return known;
  }

  /** Kⱼ. */
  private double strength(int j) {
    return j < q ? settings.strength() : settings.offsetStrength();
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
   * The covariance of the next state: (νW + S)/(ν + N), ν the noise strength.
   *
   * @param model W, n×n, the model's own; not modified
   * @param out n×n, may be {@code model}; modified
   */
  public void covariance(DMatrixRMaj model, DMatrixRMaj out) {
    scatter.covariance(settings.noiseStrength(), model, out);
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
    double ofOffset = 1 / (Lambda[q][q] + settings.offsetStrength());
    double ofSlopes = Math.max(0, variance() - ofOffset);
    for (int i = 0; i < n; i++) {
      e[i] = Math.sqrt(1 + correction.variance(i, ofOffset, ofSlopes));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out.data[i * n + j] = model.data[i * n + j] * e[i] * e[j];
      }
    }
  }

  /** N, as how many transitions count what was seen counts, at most 1/(1 − λ). */
  public double count() {
    return scatter.count();
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
    return Rows.matrix(Theta, q + 1);
  }

  /** P, d×d, in units of σ. For people and tests. */
  DMatrixRMaj uncertainty() {
    return Rows.matrix(P, q + 1);
  }
}

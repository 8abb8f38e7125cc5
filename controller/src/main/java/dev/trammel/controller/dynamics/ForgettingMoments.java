package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.SymmetricInverse;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Moments of weighted transitions that are forgotten, and the regression on them under a prior that
 * is not. A mutable workspace; nothing allocates after the constructor.
 *
 * <pre>
 *   Λ = λΛ + wφφᵀ    d×d      G = λG + wrφᵀ    n×d
 *   P = (Λ + K)⁻¹    d×d      Θ = GP           n×d      K = diag(κ, …, κ, κ₀)</pre>
 */
final class ForgettingMoments {

  final double[][] Lambda;
  final double[][] G;
  final double[][] P;
  final double[][] Theta;

  private final AdaptationSettings settings;
  private final int d;
  private final double[] scratch;

  /**
   * Nothing seen.
   *
   * @param rows n
   * @param unknowns d of each row, the offset last
   */
  ForgettingMoments(int rows, int unknowns, AdaptationSettings settings) {
    this.settings = settings;
    d = unknowns;
    Lambda = new double[d][d];
    G = new double[rows][d];
    P = new double[d][d];
    Theta = new double[rows][d];
    scratch = new double[d];
    clear();
  }

  void clear() {
    clear(Lambda);
    clear(G);
    clear(Theta);
    clear(P);
    for (int j = 0; j < d; j++) {
      P[j][j] = 1 / strength(j);
    }
  }

  private static void clear(double[][] matrix) {
    for (double[] row : matrix) {
      Arrays.fill(row, 0);
    }
  }

  /** Forgets a little and adds a transition of weight w. */
  void add(double w, double[] phi, DMatrixRMaj residual) {
    double lambda = settings.forgetting();
    double root = Math.sqrt(w);
    for (int j = 0; j < d; j++) {
      scratch[j] = root * phi[j];
    }
    for (int i = 0; i < d; i++) {
      decayAndAdd(lambda, Lambda[i], scratch[i], scratch);
    }
    for (int i = 0; i < G.length; i++) {
      decayAndAdd(lambda, G[i], root * residual.data[i], scratch);
    }
  }

  /** row = λ row + a v. */
  private static void decayAndAdd(double lambda, double[] row, double a, double[] v) {
    for (int j = 0; j < row.length; j++) {
      row[j] = lambda * row[j] + a * v[j];
    }
  }

  /** Finds P and Θ; false if it cannot, and they are undefined. */
  boolean solve() {
    for (int i = 0; i < d; i++) {
      System.arraycopy(Lambda[i], 0, P[i], 0, d);
      P[i][i] += strength(i);
    }
    if (Double.isNaN(SymmetricInverse.invert(P, scratch))) {
      return false;
    }
    for (int i = 0; i < G.length; i++) {
      Arrays.fill(Theta[i], 0);
      Rows.addCombination(G[i], P, d, Theta[i], d);
    }
    return true;
  }

  /** N, the weight of what is remembered: Λ's last entry, of the offset. */
  double count() {
    return Lambda[d - 1][d - 1];
  }

  /** φᵀPφ. */
  double variance(double[] phi) {
    double sum = 0;
    for (int i = 0; i < d; i++) {
      sum += phi[i] * Rows.dot(P[i], phi, d);
    }
    return sum;
  }

  /** tr ΛP = d − tr KP: of how many unknowns the transitions decide. */
  double unknowns() {
    double known = d;
    for (int j = 0; j < d; j++) {
      known -= strength(j) * P[j][j];
    }
    return known;
  }

  /** Kⱼ. */
  private double strength(int j) {
    return j < d - 1 ? settings.strength() : settings.offsetStrength();
  }
}

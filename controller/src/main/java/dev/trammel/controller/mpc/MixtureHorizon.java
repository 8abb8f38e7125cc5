package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.PositiveDefinite;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A mixture over transitions (x, u, x′) as a model: the expected next state is that of each cluster,
 * weighted by the cluster's share in z = (x, u). It does not know time.
 *
 * <pre>
 *   hₖ ∝ πₖ N(z; μₖ, Σₖ)        x' = Σ hₖ (Aₖz + bₖ)        F = Σ hₖAₖ
 * </pre>
 *
 * <p>F leaves out how shares change with z: a plan's step may go farther than clusters are wide.
 */
public final class MixtureHorizon implements HorizonModel {

  private final int steps;
  private final int n;
  private final int q;
  private final double[][] means;
  private final double[][][] inverses;
  private final double[] logWeights;
  private final double[][][] slopes;
  private final double[][] offsets;
  private final double[] shares;
  private final double[] z;
  private final double[] deviation;

  /**
   * Reads off every cluster's regression.
   *
   * @param mixture over 2n+m variables, (x, u, x') in this order
   * @param stateSize n
   * @param steps T
   */
  public MixtureHorizon(GaussianMixture mixture, int stateSize, int steps) {
    this.steps = Require.atLeast(steps, 1, "steps");
    n = Require.atLeast(stateSize, 1, "states");
    q = Require.atLeast(mixture.dimension() - n, n + 1, "regressors of the mixture");
    int clusters = mixture.size();
    means = new double[clusters][q];
    inverses = new double[clusters][q][q];
    logWeights = new double[clusters];
    slopes = new double[clusters][n][q];
    offsets = new double[clusters][n];
    shares = new double[clusters];
    z = new double[q];
    deviation = new double[q];
    for (int k = 0; k < clusters; k++) {
      load(k, mixture.components().get(k), mixture.logMasses().get(k));
    }
  }

  private void load(int k, Gaussian cluster, double logMass) {
    Gaussian.Conditional regression = cluster.givenFirst(q);
    Rows.copy(regression.gain(), slopes[k]);
    Rows.copy(regression.offset(), offsets[k]);
    System.arraycopy(cluster.mean().data, 0, means[k], 0, q);
    DMatrixRMaj Szz = CommonOps_DDRM.extract(cluster.covariance(), 0, q, 0, q);
    PositiveDefinite covariance = PositiveDefinite.of(Szz, "covariance of cluster " + k);
    Rows.copy(covariance.inverse(), inverses[k]);
    logWeights[k] = logMass - 0.5 * covariance.logDet();
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public int stateSize() {
    return n;
  }

  @Override
  public int inputSize() {
    return q - n;
  }

  /** How far away z is from every cluster does not matter, only from which it is less far. */
  private boolean share(DMatrixRMaj x, DMatrixRMaj u) {
    System.arraycopy(x.data, 0, z, 0, n);
    System.arraycopy(u.data, 0, z, n, q - n);
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = logWeights[k] - 0.5 * squaredDistance(k);
      most = Math.max(most, shares[k]);
    }
    double total = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = StrictMath.exp(shares[k] - most);
      total += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= total;
    }
    return total < Double.POSITIVE_INFINITY;
  }

  private double squaredDistance(int k) {
    for (int j = 0; j < q; j++) {
      deviation[j] = z[j] - means[k][j];
    }
    double sum = 0;
    for (int j = 0; j < q; j++) {
      sum += deviation[j] * Rows.dot(inverses[k][j], deviation, q);
    }
    return sum;
  }

  @RealTime
  @Override
  public boolean step(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    if (!share(x, u)) {
      return false;
    }
    Arrays.fill(next.data, 0, n, 0);
    for (int k = 0; k < shares.length; k++) {
      if (shares[k] > 0) {
        for (int i = 0; i < n; i++) {
          next.data[i] += shares[k] * (offsets[k][i] + Rows.dot(slopes[k][i], z, q));
        }
      }
    }
    return Finite.all(next);
  }

  @RealTime
  @Override
  public boolean linearise(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F, DMatrixRMaj f) {
    if (!share(x, u)) {
      return false;
    }
    Arrays.fill(F.data, 0, n * q, 0);
    Arrays.fill(f.data, 0, n, 0);
    for (int k = 0; k < shares.length; k++) {
      if (shares[k] > 0) {
        for (int i = 0; i < n; i++) {
          addScaled(shares[k], slopes[k][i], F.data, i * q);
          f.data[i] += shares[k] * offsets[k][i];
        }
      }
    }
    return Finite.all(F) && Finite.all(f);
  }

  private static void addScaled(double share, double[] row, double[] to, int from) {
    for (int j = 0; j < row.length; j++) {
      to[from + j] += share * row[j];
    }
  }
}

package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Rows;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A mixture in the kernels' layout: one array per row. Mutable workspace. */
final class MixtureRows {

  private final int dimension;

  /** K rows of d. */
  final double[][] means;

  /** K times d rows of d, both triangles. */
  final double[][][] covariances;

  /** K. */
  final double[] logMasses;

  /**
   * @param clusters K
   * @param dimension d
   */
  MixtureRows(int clusters, int dimension) {
    this.dimension = dimension;
    means = Rows.padded(clusters, dimension);
    covariances = new double[clusters][][];
    for (int k = 0; k < clusters; k++) {
      covariances[k] = Rows.padded(dimension, dimension);
    }
    logMasses = new double[clusters];
  }

  static MixtureRows of(GaussianMixture mixture) {
    MixtureRows rows = new MixtureRows(mixture.size(), mixture.dimension());
    for (int k = 0; k < mixture.size(); k++) {
      Gaussian component = mixture.components().get(k);
      System.arraycopy(component.mean().data, 0, rows.means[k], 0, rows.dimension);
      DMatrixRMaj covariance = component.covariance();
      for (int i = 0; i < rows.dimension; i++) {
        System.arraycopy(
            covariance.data, i * rows.dimension, rows.covariances[k][i], 0, rows.dimension);
      }
      rows.logMasses[k] = mixture.logMasses().get(k);
    }
    return rows;
  }

  /** Takes over one cluster of another mixture of the same shape. */
  void copy(MixtureRows other, int k) {
    System.arraycopy(other.means[k], 0, means[k], 0, dimension);
    for (int i = 0; i < dimension; i++) {
      System.arraycopy(other.covariances[k][i], 0, covariances[k][i], 0, dimension);
    }
    logMasses[k] = other.logMasses[k];
  }

  /** Σ π μ, d. */
  double[] mean() {
    double[] mean = new double[dimension];
    for (int k = 0; k < means.length; k++) {
      double mass = StrictMath.exp(logMasses[k]);
      for (int i = 0; i < dimension; i++) {
        mean[i] += mass * means[k][i];
      }
    }
    return mean;
  }

  /** d. */
  int dimension() {
    return dimension;
  }

  /**
   * Makes each cluster ready to be asked.
   *
   * @param origin d, that points are relative to; not modified
   */
  void factorise(Cluster[] clusters, double[] origin, InverseFactor factor) {
    for (int k = 0; k < clusters.length; k++) {
      clusters[k].load(means[k], covariances[k], logMasses[k], origin, factor);
    }
  }

  void addToVariances(int k, double value) {
    for (int i = 0; i < dimension; i++) {
      covariances[k][i][i] += value;
    }
  }

  void normaliseMasses() {
    double total = 0;
    for (double logMass : logMasses) {
      total += StrictMath.exp(logMass);
    }
    double logTotal = StrictMath.log(total);
    for (int k = 0; k < logMasses.length; k++) {
      logMasses[k] -= logTotal;
    }
  }

  /** The same as a value. */
  GaussianMixture mixture() {
    List<Gaussian> components = new ArrayList<>();
    List<Double> masses = new ArrayList<>();
    for (int k = 0; k < logMasses.length; k++) {
      DMatrixRMaj mean = new DMatrixRMaj(dimension, 1);
      System.arraycopy(means[k], 0, mean.data, 0, dimension);
      DMatrixRMaj covariance = new DMatrixRMaj(dimension, dimension);
      for (int i = 0; i < dimension; i++) {
        System.arraycopy(covariances[k][i], 0, covariance.data, i * dimension, dimension);
      }
      components.add(new Gaussian(mean, covariance));
      masses.add(logMasses[k]);
    }
    return new GaussianMixture(components, masses);
  }
}

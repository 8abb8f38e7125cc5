package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** A {@link GaussianMixturePrior} that answers from a workspace. Not thread-safe. */
final class MixturePass implements DynamicsPrior {

  /** A cluster with a lesser share is left out. */
  private static final double NEGLIGIBLE = 1e-17;

  private final GaussianMixturePrior prior;
  private final MixtureRows mixture;
  private final int dimension;
  private final MixtureDensity density;
  private final PointBlock block;
  private final double[][] rows;
  private final double[] weights;
  private final double[] mean;
  private final double[] deviation;
  private final double[][] scatter;
  private final NormalInverseWishart answer;

  MixturePass(
      GaussianMixturePrior prior, MixtureRows mixture, PointBlock block, MixtureDensity density) {
    this.prior = prior;
    this.mixture = mixture;
    this.block = block;
    this.density = density;
    dimension = mixture.dimension();
    rows = Rows.padded(PointBlock.SIZE, dimension);
    weights = new double[mixture.logMasses.length];
    mean = new double[dimension];
    deviation = new double[dimension];
    scatter = new double[dimension][dimension];
    answer = prior.answer(new DMatrixRMaj(dimension, 1), new DMatrixRMaj(dimension, dimension));
  }

  @Override
  public NormalInverseWishart at(DMatrixRMaj points, int step) {
    if (points.numCols != dimension) {
      Require.shape(points, points.numRows, dimension, "points of step " + step);
    }
    weigh(points);
    Arrays.fill(mean, 0);
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > NEGLIGIBLE) {
        addScaled(weights[k], mixture.means[k]);
      }
    }
    for (double[] row : scatter) {
      Arrays.fill(row, 0);
    }
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > NEGLIGIBLE) {
        addScatter(k, answer.meanWeight * weights[k]);
      }
    }
    for (int i = 0; i < dimension; i++) {
      System.arraycopy(scatter[i], 0, answer.scatter.data, i * dimension, dimension);
    }
    System.arraycopy(mean, 0, answer.mean.data, 0, dimension);
    return answer;
  }

  private void addScaled(double weight, double[] centre) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += weight * centre[i];
    }
  }

  private void addScatter(int k, double weight) {
    for (int i = 0; i < dimension; i++) {
      deviation[i] = mixture.means[k][i] - mean[i];
    }
    for (int i = 0; i < dimension; i++) {
      double[] row = scatter[i];
      double[] entries = mixture.covariances[k][i];
      double factor = weight * deviation[i];
      for (int j = 0; j < row.length; j++) {
        row[j] += weight * entries[j] + factor * deviation[j];
      }
    }
  }

  /** Mean share of each cluster in the points. */
  private void weigh(DMatrixRMaj points) {
    Arrays.fill(weights, 0);
    for (int first = 0; first < points.numRows; first += PointBlock.SIZE) {
      block.count = 0;
      int end = Math.min(first + PointBlock.SIZE, points.numRows);
      for (int p = first; p < end; p++) {
        System.arraycopy(points.data, p * dimension, rows[p - first], 0, dimension);
        block.add(rows[p - first]);
      }
      density.guessOwner(block);
      density.evaluate(block);
      Responsibilities.normalise(block);
      for (int k = 0; k < weights.length; k++) {
        for (int p = 0; block.met[k] && p < block.count; p++) {
          weights[k] += block.shares[k][p] / points.numRows;
        }
      }
    }
  }

  @Override
  public NormalInverseWishart initialState(int stateSize) {
    return prior.initialState(stateSize);
  }
}

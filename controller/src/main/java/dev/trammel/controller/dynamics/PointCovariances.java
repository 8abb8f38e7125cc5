package dev.trammel.controller.dynamics;

/**
 * How the points of a Gaussian process vary together, for each output: sₒ² R + dₒ I, factorised.
 * Follows from the points and the hyperparameters alone, to the bit.
 */
final class PointCovariances {

  /** n. */
  final UpperFactor[] factors;

  /** n: dₒ, the noise and as much more as the factorisation needs. */
  final double[] diagonals;

  private PointCovariances(int outputs) {
    factors = new UpperFactor[outputs];
    diagonals = new double[outputs];
  }

  /**
   * @param points d rows of M, divided by √2 and the length scales; not modified
   */
  static PointCovariances of(double[][] points, Hyperparameters hyperparameters) {
    double[][] correlations = correlations(points);
    PointCovariances covariances = new PointCovariances(hyperparameters.outputs);
    for (int o = 0; o < hyperparameters.outputs; o++) {
      double signal = hyperparameters.signalVariance(o);
      double least = hyperparameters.noiseVariance(o) + MarginalLikelihood.JITTER * signal;
      covariances.factors[o] = new UpperFactor(correlations.length);
      covariances.diagonals[o] = factorise(covariances.factors[o], correlations, signal, least);
    }
    return covariances;
  }

  private static double[][] correlations(double[][] points) {
    int count = points[0].length;
    double[][] correlations = new double[count][count];
    double[] z = new double[points.length];
    double[] work = new double[count];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < z.length; k++) {
        z[k] = points[k][i];
      }
      SquaredExponential.correlate(points, z, i, work, correlations[i]);
    }
    return correlations;
  }

  /** Of signal · R + diagonal · I; grows the diagonal until that works, and returns it. */
  private static double factorise(
      UpperFactor factor, double[][] correlations, double signal, double least) {
    double diagonal = least;
    boolean done = false;
    while (!done) {
      for (int i = 0; i < factor.size; i++) {
        for (int j = i; j < factor.size; j++) {
          factor.rows[i][j] = signal * correlations[i][j];
        }
        factor.rows[i][i] += diagonal;
      }
      done = factor.factorise();
      diagonal *= done ? 1 : 10;
    }
    return diagonal;
  }
}

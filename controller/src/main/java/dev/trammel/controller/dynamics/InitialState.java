package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import org.ejml.data.DMatrixRMaj;

/** The Gaussian of the first state: its mean is the points' own, its spread has a prior. */
final class InitialState {

  private InitialState() {}

  static Gaussian fit(
      TrajectoryBatch batch, double[] weights, NormalInverseWishart prior, FitSettings settings) {
    int n = batch.stateSize();
    DMatrixRMaj states = new DMatrixRMaj(batch.size(), n);
    for (int i = 0; i < batch.size(); i++) {
      for (int r = 0; r < n; r++) {
        states.set(i, r, batch.get(i).state(0, r));
      }
    }
    NormalInverseWishart posterior = prior.posterior(states, weights);
    DMatrixRMaj covariance = posterior.mode().covariance();
    for (int r = 0; r < n; r++) {
      covariance.set(r, r, Math.max(covariance.get(r, r), settings.initialVarianceFloor()));
    }
    DMatrixRMaj mean = NormalInverseWishart.flat(n, 0).posterior(states, weights).mean;
    return new Gaussian(mean, covariance);
  }
}

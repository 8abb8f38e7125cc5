package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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
    return new Gaussian(mean(states, weights), covariance);
  }

  private static DMatrixRMaj mean(DMatrixRMaj states, double[] weights) {
    DMatrixRMaj mean = new DMatrixRMaj(states.numCols, 1);
    CommonOps_DDRM.multTransA(states, new DMatrixRMaj(weights), mean);
    CommonOps_DDRM.divide(mean, CommonOps_DDRM.elementSum(new DMatrixRMaj(weights)));
    return mean;
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.GaussianProcessPredictor;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A Gaussian process of every entry of the state, as a model to plan on. Not thread-safe. */
record LearnedTransition(GaussianProcessPredictor predictor) implements LearnedModel {

  @Override
  public int stateSize() {
    return predictor.stateSize();
  }

  @Override
  public int inputSize() {
    return predictor.inputSize();
  }

  @Override
  public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    predictor.predict(x, u, next);
  }

  @Override
  public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
    predictor.linearise(x, u, F);
  }

  @Override
  public void covariances(DMatrixRMaj[] x, DMatrixRMaj[] u, DMatrixRMaj[] out) {
    double[][] variances = new double[x.length][stateSize()];
    predictor.variances(x, u, variances);
    for (int k = 0; k < x.length; k++) {
      out[k].setTo(CommonOps_DDRM.diag(variances[k]));
    }
  }
}

package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.GaussianProcessPredictor;
import dev.trammel.controller.mpc.TransitionModel;
import org.ejml.data.DMatrixRMaj;

/** What a Gaussian process learned, as a model to plan on. Not thread-safe. */
record LearnedTransition(GaussianProcessPredictor predictor) implements TransitionModel {

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
}

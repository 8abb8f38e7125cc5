package dev.trammel.controller.learn;

import dev.trammel.controller.mpc.TransitionModel;
import org.ejml.data.DMatrixRMaj;

/** A model to plan on that was learned, and knows how sure it is. Not thread-safe. */
interface LearnedModel extends TransitionModel {

  /**
   * The covariance of the next state: the noise, and what data leave open.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param out n×n; modified
   */
  void covariance(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj out);
}

package dev.trammel.controller.learn;

import dev.trammel.controller.mpc.TransitionModel;
import org.ejml.data.DMatrixRMaj;

/** A model to plan on that was learned, and knows how sure it is. Not thread-safe. */
interface LearnedModel extends TransitionModel {

  /**
   * The covariances of the next states: the noise, and what data leave open.
   *
   * @param x n×1 each; not modified
   * @param u m×1 each, as many; not modified
   * @param out n×n each, as many; modified
   */
  void covariances(DMatrixRMaj[] x, DMatrixRMaj[] u, DMatrixRMaj[] out);
}

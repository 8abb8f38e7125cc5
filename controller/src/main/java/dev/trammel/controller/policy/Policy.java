package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Kernels;
import org.ejml.data.DMatrixRMaj;

/** A Gaussian policy of an observation, u ~ N(μ(o), C). Immutable. */
public interface Policy {

  /** p, entries of an observation. */
  int observationSize();

  /** m. */
  int inputSize();

  /** A copy of C, m×m. */
  DMatrixRMaj covariance();

  /** A workspace that computes μ, for one thread. */
  PolicyMean mean(Kernels kernels);
}

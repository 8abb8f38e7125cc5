package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Stage;

/**
 * Keeps policies exploring: raises each input's standard deviation to a least value and leaves the
 * correlations as they are, C ↦ DCD with D = diag(max(1, σ_min/σ)). Gains and offsets do not depend
 * on the covariance, so what is optimal about them stays so.
 *
 * <p>{@link #raise} allocates nothing. Not thread-safe.
 */
final class DeviationFloor {

  private final double[] scale;
  private ExplorationTerms terms;
  private boolean active;

  DeviationFloor(int steps, int inputSize) {
    scale = new double[inputSize];
    terms = ExplorationTerms.none(steps, inputSize);
  }

  void set(ExplorationTerms terms) {
    this.terms = terms;
    active = terms.hasFloor();
  }

  /** Raises the deviations of every policy of a problem. */
  void raise(LqrProblem problem) {
    for (int t = 0; active && t < problem.steps(); t++) {
      raise(problem.stage(t));
    }
  }

  private void raise(Stage stage) {
    boolean any = false;
    for (int i = 0; i < scale.length; i++) {
      double ratio = terms.leastDeviation(i) / Math.sqrt(stage.covariance[i][i]);
      scale[i] = Math.max(1, ratio);
      any |= scale[i] > 1;
    }
    if (!any) {
      return;
    }
    for (int i = 0; i < scale.length; i++) {
      double[] row = stage.covariance[i];
      for (int j = 0; j < scale.length; j++) {
        row[j] *= scale[i] * scale[j];
      }
      // det DCD = det C · Π d²
      stage.covarianceDeterminant.multiply(scale[i] * scale[i]);
    }
  }
}

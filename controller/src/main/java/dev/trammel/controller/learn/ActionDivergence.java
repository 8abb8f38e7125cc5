package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.PositiveDefinite;
import org.ejml.data.DMatrixRMaj;

/**
 * The divergence of one Gaussian over actions from another,
 *
 * <pre>  KL( N(μ, C) ‖ N(μ₀, C₀) ) = ½ (tr C₀⁻¹C + dᵀC₀⁻¹d − m + ln |C₀| − ln |C|),   d = μ − μ₀</pre>
 *
 * <p>with all that does not depend on the means computed beforehand.
 */
final class ActionDivergence {

  private final DMatrixRMaj precision;
  private final double constant;

  /**
   * @param C m×m, positive definite; not modified
   * @param other C₀, m×m, positive definite; not modified
   * @param step for errors
   */
  ActionDivergence(DMatrixRMaj C, DMatrixRMaj other, int step) {
    PositiveDefinite own = PositiveDefinite.of(C, "the controller's covariance at step " + step);
    PositiveDefinite reference =
        PositiveDefinite.of(other, "the other controller's covariance at step " + step);
    precision = reference.inverse();
    double sum = reference.logDet() - own.logDet() - C.numRows;
    for (int i = 0; i < C.getNumElements(); i++) {
      sum += precision.data[i] * C.data[i];
    }
    constant = sum;
  }

  /**
   * The divergence [nat].
   *
   * @param mean m×1; not modified
   * @param other m×1; not modified
   */
  double at(DMatrixRMaj mean, DMatrixRMaj other) {
    double sum = constant;
    for (int i = 0; i < mean.numRows; i++) {
      for (int j = 0; j < mean.numRows; j++) {
        sum +=
            (mean.data[i] - other.data[i]) * precision.get(i, j) * (mean.data[j] - other.data[j]);
      }
    }
    return sum / 2;
  }
}

package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.linalg.Weights;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * One layer's sums z = Wᵀa + b, W in×out, its weights of the precision of {@link Weights}; all that
 * is computed with them has double precision. Immutable.
 */
final class Layer {

  private final DMatrixRMaj weights;
  private final double[] bias;

  /** Keeps copies, weights rounded; the arguments are not modified. */
  Layer(DMatrixRMaj weights, double[] bias) {
    this.weights = weights.copy();
    for (int i = 0; i < weights.getNumElements(); i++) {
      this.weights.data[i] = Weights.rounded(weights.data[i]);
    }
    Require.finite(this.weights, "a layer's weights");
    Require.length(bias, weights.numCols, "a layer's bias");
    this.bias = Require.finite(bias, "a layer's bias").clone();
  }

  /**
   * Weights drawn from N(0, gain/in), no bias (He et al. 2015 with gain 2 for ReLU, LeCun et al.
   * 1998 with 1 otherwise).
   */
  static Layer random(int in, int out, double gain, SplittableRandom random) {
    DMatrixRMaj weights = new DMatrixRMaj(in, out);
    double deviation = Math.sqrt(gain / in);
    for (int i = 0; i < weights.getNumElements(); i++) {
      weights.data[i] = deviation * StandardNormal.draw(random);
    }
    return new Layer(weights, new double[out]);
  }

  int in() {
    return weights.numRows;
  }

  int out() {
    return weights.numCols;
  }

  /** The weight of input {@code i} in output {@code j}. */
  double weight(int i, int j) {
    return weights.get(i, j);
  }

  double bias(int j) {
    return bias[j];
  }
}

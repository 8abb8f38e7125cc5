package dev.trammel.controller.policy;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;

/**
 * Computes the mean of a network, whose first and last layer take over the whitenings:
 *
 * <pre>  W₁ᵀ(o − ō)/s + b₁ = (W₁/s)ᵀo + (b₁ − (W₁/s)ᵀō),   ū + r(Wᵀa + b) = (Wr)ᵀa + (ū + rb)</pre>
 */
final class MlpMean implements PolicyMean {

  private final Activation activation;
  private final Products products;
  private final double[][][] weights;
  private final double[][] biases;
  private final double[][] activations;
  private final int[] sizes;

  MlpMean(MlpPolicy policy, Kernels kernels) {
    activation = policy.activation();
    products = kernels.products();
    int count = policy.layers().size();
    weights = new double[count][][];
    biases = new double[count][];
    activations = new double[count][];
    sizes = new int[count + 1];
    sizes[0] = policy.observationSize();
    for (int i = 0; i < count; i++) {
      Layer layer = policy.layers().get(i);
      weights[i] = Rows.padded(layer.in(), layer.out());
      biases[i] = Rows.padded(layer.out());
      activations[i] = Rows.padded(layer.out());
      sizes[i + 1] = layer.out();
      copy(layer, weights[i], biases[i]);
    }
    takeOver(policy.observations(), weights[0], biases[0]);
    takeOver(weights[count - 1], biases[count - 1], policy.actions());
  }

  private static void copy(Layer layer, double[][] weights, double[] bias) {
    for (int j = 0; j < layer.out(); j++) {
      bias[j] = layer.bias(j);
      for (int i = 0; i < layer.in(); i++) {
        weights[i][j] = layer.weight(i, j);
      }
    }
  }

  private static void takeOver(Whitening inputs, double[][] weights, double[] bias) {
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < bias.length; j++) {
        weights[i][j] /= inputs.scale(i);
        bias[j] -= weights[i][j] * inputs.mean(i);
      }
    }
  }

  private static void takeOver(double[][] weights, double[] bias, Whitening outputs) {
    for (int j = 0; j < outputs.size(); j++) {
      bias[j] = outputs.mean(j) + outputs.scale(j) * bias[j];
      for (double[] row : weights) {
        row[j] *= outputs.scale(j);
      }
    }
  }

  @RealTime
  @Override
  public boolean of(double[] o, double[] mean) {
    double[] a = o;
    int last = weights.length - 1;
    for (int i = 0; i <= last; i++) {
      double[] z = activations[i];
      products.combine(biases[i], a, weights[i], sizes[i], z);
      if (i < last) {
        activation.apply(z, sizes[i + 1]);
      }
      a = z;
    }
    System.arraycopy(a, 0, mean, 0, sizes[last + 1]);
    return areFinite(o, sizes[0]) && areFinite(mean, sizes[last + 1]);
  }

  // an infinite observation need not show in the mean: tanh and max(z, 0) are bounded on one side
  private static boolean areFinite(double[] values, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += values[i] * 0;
    }
    return sum == 0;
  }
}

package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The weights and biases of a network, or as many numbers that belong to them, in the kernels'
 * layout. Mutable; what stands in the padding stays 0.
 */
final class MlpParameters {

  /** p, units of each hidden layer, m. */
  final int[] sizes;

  /** Wᵢ, nᵢ₋₁×nᵢ. */
  final double[][][] weights;

  /** bᵢ, nᵢ. */
  final double[][] biases;

  /** Zeros. */
  MlpParameters(int... sizes) {
    this.sizes = sizes.clone();
    weights = new double[sizes.length - 1][][];
    biases = new double[sizes.length - 1][];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Rows.padded(sizes[i], sizes[i + 1]);
      biases[i] = Rows.padded(sizes[i + 1]);
    }
  }

  /** Those of a policy's layers, without its whitenings. */
  static MlpParameters of(MlpPolicy policy) {
    List<Layer> layers = policy.layers();
    int[] sizes = new int[layers.size() + 1];
    sizes[0] = policy.observationSize();
    for (int i = 0; i < layers.size(); i++) {
      sizes[i + 1] = layers.get(i).out();
    }
    MlpParameters parameters = new MlpParameters(sizes);
    for (int i = 0; i < layers.size(); i++) {
      parameters.set(i, layers.get(i));
    }
    return parameters;
  }

  private void set(int i, Layer layer) {
    for (int j = 0; j < layer.out(); j++) {
      biases[i][j] = layer.bias(j);
      for (int k = 0; k < layer.in(); k++) {
        weights[i][k][j] = layer.weight(k, j);
      }
    }
  }

  /** Layers, all but one hidden. */
  int layers() {
    return weights.length;
  }

  /** The largest layer, input and output included. */
  int widest() {
    int widest = 0;
    for (int size : sizes) {
      widest = Math.max(widest, size);
    }
    return widest;
  }

  /** Takes over what another one of the same sizes holds. */
  void set(MlpParameters other) {
    for (int i = 0; i < weights.length; i++) {
      System.arraycopy(other.biases[i], 0, biases[i], 0, biases[i].length);
      for (int k = 0; k < weights[i].length; k++) {
        System.arraycopy(other.weights[i][k], 0, weights[i][k], 0, biases[i].length);
      }
    }
  }

  List<Layer> toLayers() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      DMatrixRMaj matrix = Rows.matrix(weights[i], sizes[i + 1]);
      layers.add(new Layer(matrix, Arrays.copyOf(biases[i], sizes[i + 1])));
    }
    return layers;
  }
}

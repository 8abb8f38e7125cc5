package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Neurons;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;

/**
 * A network on many inputs at once, and the derivatives of whatever is made of its outputs. Rows are
 * samples.
 *
 * <pre>
 *   Aᵢ = act(Zᵢ), Zᵢ = Aᵢ₋₁Wᵢ + 1bᵢᵀ      forward
 *   ∂Wᵢ = Aᵢ₋₁ᵀ∂Zᵢ, ∂bᵢ = ∂Zᵢᵀ1            backward
 *   ∂Zᵢ₋₁ = ∂ZᵢWᵢᵀ ∘ act′(Zᵢ₋₁)
 * </pre>
 *
 * <p>Allocates nothing but in its constructor. Not thread-safe.
 */
final class MlpBatch {

  private final Activation activation;
  private final MlpParameters parameters;
  private final Products products;
  private final Neurons neurons;
  private final double[][][] activations;
  private final double[][][] derivatives;
  private final double[][][] transposed;
  private final Shape[] shapes;
  private final double[] zeros;
  private final double[] ones;

  /**
   * Room for batches of one size.
   *
   * @param parameters read at each call; not modified
   */
  MlpBatch(Activation activation, MlpParameters parameters, int batch, Kernels kernels) {
    this.activation = activation;
    this.parameters = parameters;
    products = kernels.products();
    neurons = kernels.neurons();
    int layers = parameters.layers();
    activations = new double[layers + 1][][];
    derivatives = new double[layers][][];
    transposed = new double[layers][][];
    shapes = new Shape[layers];
    for (int i = 0; i < layers; i++) {
      int in = parameters.sizes[i];
      int out = parameters.sizes[i + 1];
      activations[i + 1] = Rows.padded(batch, out);
      derivatives[i] = Rows.padded(batch, out);
      transposed[i] = Rows.padded(out, in);
      shapes[i] = Shape.full(in, out, batch);
    }
    activations[0] = new double[batch][];
    zeros = Rows.padded(parameters.widest());
    ones = new double[batch];
    Arrays.fill(ones, 1);
  }

  /**
   * Computes the outputs.
   *
   * @param inputs padded rows of which {@code count} are read, n₀ entries each; kept until the next
   *     call, not modified
   * @return {@code count} rows of outputs, valid until the next call; may be modified
   */
  double[][] forward(double[][] inputs, int count) {
    activations[0] = inputs;
    for (int i = 0; i < parameters.layers(); i++) {
      double[][] out = activations[i + 1];
      products.combineEach(
          parameters.biases[i],
          activations[i],
          count,
          parameters.weights[i],
          parameters.sizes[i],
          out);
      if (i + 1 < parameters.layers()) {
        for (int sample = 0; sample < count; sample++) {
          activation.apply(neurons, out[sample]);
        }
      }
    }
    return activations[parameters.layers()];
  }

  /** Where to write the derivatives by the outputs, a row per sample, before going backward. */
  double[][] outputDerivatives() {
    return derivatives[derivatives.length - 1];
  }

  /**
   * Sums up the derivatives by the parameters, after {@link #forward} and with {@link
   * #outputDerivatives} filled.
   *
   * @param gradient modified
   */
  void backward(int count, MlpParameters gradient) {
    for (int i = parameters.layers() - 1; i >= 0; i--) {
      int in = parameters.sizes[i];
      int out = parameters.sizes[i + 1];
      Shape shape = count == ones.length ? shapes[i] : Shape.full(in, out, count);
      products.multiply(shape, activations[i], derivatives[i], gradient.weights[i]);
      products.combine(zeros, ones, derivatives[i], count, gradient.biases[i]);
      if (i > 0) {
        Rows.transpose(parameters.weights[i], transposed[i]);
        products.combineEach(zeros, derivatives[i], count, transposed[i], out, derivatives[i - 1]);
        for (int sample = 0; sample < count; sample++) {
          activation.chain(neurons, activations[i][sample], derivatives[i - 1][sample]);
        }
      }
    }
  }
}

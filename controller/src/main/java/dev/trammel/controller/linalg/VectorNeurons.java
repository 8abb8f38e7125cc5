package dev.trammel.controller.linalg;

import dev.trammel.controller.linalg.vector.VectorLayers;
import dev.trammel.controller.linalg.vector.VectorUnits;

/** {@link Neurons} on the JDK's Vector API; the same bits as in plain Java but for a layer's sums. */
final class VectorNeurons implements Neurons {

  /** Weights two to a long. */
  private record PackedMap(long[] weights, double[] bias, int rows) implements AffineMap {

    @Override
    public void of(double[] a, double[] z) {
      VectorLayers.sum(bias, weights, a, rows, z);
    }
  }

  @Override
  public AffineMap layer(double[][] weights, double[] bias) {
    int row = VectorLayers.rowLength(bias.length);
    long[] packed = new long[weights.length * row];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < bias.length; j++) {
        VectorLayers.put(Weights.rounded(weights[i][j]), j, packed, i * row);
      }
    }
    return new PackedMap(packed, bias.clone(), weights.length);
  }

  @Override
  public void relu(double[] z) {
    VectorUnits.relu(z);
  }

  @Override
  public void tanh(double[] z) {
    VectorUnits.tanh(z);
  }

  @Override
  public void chainRelu(double[] a, double[] d) {
    VectorUnits.chainRelu(a, d);
  }

  @Override
  public void chainTanh(double[] a, double[] d) {
    VectorUnits.chainTanh(a, d);
  }

  @Override
  public void step(AdamStep step, AdamRow row) {
    VectorUnits.adam(step.numbers, row.parameters(), row.gradient(), row.first(), row.second());
  }
}

package dev.trammel.controller.policy;

import java.util.List;

/**
 * The numbers of an {@link MlpPolicy}'s mean, for whoever evaluates it elsewhere. Copies, to be left
 * alone.
 *
 * @param activation of the hidden layers
 * @param inputMean p
 * @param inputScale p, positive
 * @param layers the first one first
 * @param outputMean m
 * @param outputScale m, positive
 */
public record NetworkWeights(
    Activation activation,
    double[] inputMean,
    double[] inputScale,
    List<DenseLayer> layers,
    double[] outputMean,
    double[] outputScale) {

  /**
   * z = Wᵀa + b.
   *
   * @param weights in×out, row by row
   * @param bias one per output
   */
  public record DenseLayer(double[] weights, double[] bias) {}

  static NetworkWeights of(MlpPolicy policy) {
    return new NetworkWeights(
        policy.activation(),
        means(policy.observations()),
        scales(policy.observations()),
        policy.layers().stream().map(NetworkWeights::dense).toList(),
        means(policy.actions()),
        scales(policy.actions()));
  }

  private static DenseLayer dense(Layer layer) {
    double[] weights = new double[layer.in() * layer.out()];
    double[] bias = new double[layer.out()];
    for (int j = 0; j < layer.out(); j++) {
      bias[j] = layer.bias(j);
      for (int i = 0; i < layer.in(); i++) {
        weights[i * layer.out() + j] = layer.weight(i, j);
      }
    }
    return new DenseLayer(weights, bias);
  }

  private static double[] means(Whitening whitening) {
    double[] means = new double[whitening.size()];
    for (int i = 0; i < means.length; i++) {
      means[i] = whitening.mean(i);
    }
    return means;
  }

  private static double[] scales(Whitening whitening) {
    double[] scales = new double[whitening.size()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = whitening.scale(i);
    }
    return scales;
  }
}

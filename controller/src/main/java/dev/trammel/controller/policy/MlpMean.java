package dev.trammel.controller.policy;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.AffineMap;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Neurons;
import dev.trammel.controller.linalg.Rows;

/** Computes the mean of a network. */
final class MlpMean implements PolicyMean {

  private static final double MOST = Double.MAX_VALUE;

  private final Activation activation;
  private final Neurons neurons;
  private final AffineMap[] layers;
  private final double[][] activations;
  private final Whitening observations;
  private final Whitening actions;

  MlpMean(MlpPolicy policy, Kernels kernels) {
    activation = policy.activation();
    neurons = kernels.neurons();
    observations = policy.observations();
    actions = policy.actions();
    int count = policy.layers().size();
    layers = new AffineMap[count];
    activations = new double[count + 1][];
    activations[0] = Rows.padded(policy.observationSize());
    for (int i = 0; i < count; i++) {
      Layer layer = policy.layers().get(i);
      double[][] weights = Rows.padded(layer.in(), layer.out());
      double[] bias = Rows.padded(layer.out());
      copy(layer, weights, bias);
      layers[i] = neurons.layer(weights, bias);
      activations[i + 1] = Rows.padded(layer.out());
    }
  }

  private static void copy(Layer layer, double[][] weights, double[] bias) {
    for (int j = 0; j < layer.out(); j++) {
      bias[j] = layer.bias(j);
      for (int i = 0; i < layer.in(); i++) {
        weights[i][j] = layer.weight(i, j);
      }
    }
  }

  @RealTime
  @Override
  public boolean of(double[] o, double[] mean) {
    observations.apply(o, activations[0]);
    int last = layers.length;
    for (int i = 1; i < last; i++) {
      layers[i - 1].of(activations[i - 1], activations[i]);
      activation.apply(neurons, activations[i]);
    }
    layers[last - 1].of(activations[last - 1], activations[last]);
    actions.undo(activations[last], mean);
    // an infinite observation need not show in the mean: activations are bounded
    return areFinite(o, observations.size()) && areFinite(mean, actions.size());
  }

  private static boolean areFinite(double[] values, int length) {
    boolean finite = true;
    for (int i = 0; i < length; i++) {
      finite &= Math.abs(values[i]) <= MOST;
    }
    return finite;
  }
}

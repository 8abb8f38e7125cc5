package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.AdamRow;
import dev.trammel.controller.linalg.AdamStep;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Neurons;

/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019); biases do not
 * decay. Not thread-safe.
 */
final class Adam {

  private final Neurons neurons;
  private final AdamRow[] weights;
  private final AdamRow[] biases;
  private final AdamStep step = new AdamStep();
  private final double weightDecay;

  /**
   * Begins at rest.
   *
   * @param parameters modified by each step
   * @param gradient read by each step
   */
  Adam(MlpParameters parameters, MlpParameters gradient, double weightDecay, Kernels kernels) {
    neurons = kernels.neurons();
    this.weightDecay = weightDecay;
    int count = 0;
    for (double[][] rows : parameters.weights) {
      count += rows.length;
    }
    weights = new AdamRow[count];
    biases = new AdamRow[parameters.layers()];
    int place = 0;
    for (int i = 0; i < parameters.layers(); i++) {
      for (int k = 0; k < parameters.weights[i].length; k++) {
        weights[place] = new AdamRow(parameters.weights[i][k], gradient.weights[i][k]);
        place++;
      }
      biases[i] = new AdamRow(parameters.biases[i], gradient.biases[i]);
    }
  }

  /** One step along the gradient. */
  void step(double rate) {
    step.next(rate, weightDecay);
    for (AdamRow row : weights) {
      neurons.step(step, row);
    }
    step.withoutDecay();
    for (AdamRow row : biases) {
      neurons.step(step, row);
    }
  }
}

package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Neurons;

/** What a hidden layer does with its sums. */
public enum Activation {
  /** max(z, 0). */
  RELU {
    @Override
    void apply(Neurons neurons, double[] z) {
      neurons.relu(z);
    }

    @Override
    void chain(Neurons neurons, double[] a, double[] d) {
      neurons.chainRelu(a, d);
    }

    @Override
    double slope(double a) {
      return a > 0 ? 1 : 0;
    }
  },

  /** tanh(z). */
  TANH {
    @Override
    void apply(Neurons neurons, double[] z) {
      neurons.tanh(z);
    }

    @Override
    void chain(Neurons neurons, double[] a, double[] d) {
      neurons.chainTanh(a, d);
    }

    @Override
    double slope(double a) {
      return 1 - a * a;
    }
  };

  /** Replaces sums by activations; padded. */
  abstract void apply(Neurons neurons, double[] z);

  /** Turns derivatives by activations, {@code d}, into derivatives by sums; padded. */
  abstract void chain(Neurons neurons, double[] a, double[] d);

  /** The derivative of an activation by its sum, as a function of the activation. */
  abstract double slope(double a);
}

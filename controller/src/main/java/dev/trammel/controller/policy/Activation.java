package dev.trammel.controller.policy;

/** What a hidden layer does with its sums. */
public enum Activation {
  /** max(z, 0). */
  RELU {
    @Override
    void apply(double[] z, int length) {
      for (int i = 0; i < length; i++) {
        z[i] = Math.max(z[i], 0);
      }
    }

    @Override
    double slope(double a) {
      return a > 0 ? 1 : 0;
    }
  },

  /** tanh(z). */
  TANH {
    @Override
    void apply(double[] z, int length) {
      for (int i = 0; i < length; i++) {
        z[i] = StrictMath.tanh(z[i]);
      }
    }

    @Override
    double slope(double a) {
      return 1 - a * a;
    }
  };

  /** Replaces sums by activations. */
  abstract void apply(double[] z, int length);

  /** Turns derivatives by activations into derivatives by sums. */
  void chain(double[] a, double[] derivatives, int length) {
    for (int i = 0; i < length; i++) {
      derivatives[i] *= slope(a[i]);
    }
  }

  /** The derivative of an activation by its sum, as a function of the activation. */
  abstract double slope(double a);
}

package dev.trammel.controller.linalg;

/**
 * What networks compute entry by entry. Arrays come from {@link Rows#padded}, and whole arrays are
 * computed: padding that is 0 stays 0. Without state; nothing here allocates.
 */
public interface Neurons {

  /**
   * A layer's sums; keeps copies, the arguments are not modified.
   *
   * @param weights padded rows of numbers that are {@link Weights#rounded}
   * @param bias padded
   */
  AffineMap layer(double[][] weights, double[] bias);

  /** z = max(z, 0). */
  void relu(double[] z);

  /** z = tanh(z), to 1e-15 of it; NaN beyond ±1e50. */
  void tanh(double[] z);

  /**
   * d = d·act′(z), the derivative by sums instead of by activations, for {@link #relu}.
   *
   * @param a the activations, relu(z); not modified
   * @param d modified
   */
  void chainRelu(double[] a, double[] d);

  /**
   * The same for {@link #tanh}.
   *
   * @param a the activations, tanh(z); not modified
   * @param d modified
   */
  void chainTanh(double[] a, double[] d);

  /** One step of Adam on one row of parameters. */
  void step(AdamStep step, AdamRow row);
}

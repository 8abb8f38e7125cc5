package dev.trammel.controller.policy;

/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019):
 *
 * <pre>
 *   m = β₁m + (1 − β₁)g,   v = β₂v + (1 − β₂)g²
 *   w = w − α (m/(1 − β₁ᵏ)) / (√(v/(1 − β₂ᵏ)) + ε) − αλw
 * </pre>
 *
 * <p>Biases do not decay. Not thread-safe.
 */
final class Adam {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final MlpParameters parameters;
  private final MlpParameters first;
  private final MlpParameters second;
  private final double weightDecay;
  private double power1 = 1;
  private double power2 = 1;

  /** Begins at rest; parameters are modified by each step. */
  Adam(MlpParameters parameters, double weightDecay) {
    this.parameters = parameters;
    this.weightDecay = weightDecay;
    first = new MlpParameters(parameters.sizes);
    second = new MlpParameters(parameters.sizes);
  }

  /**
   * One step.
   *
   * @param gradient not modified
   */
  void step(MlpParameters gradient, double rate) {
    power1 *= BETA1;
    power2 *= BETA2;
    // w = keep·w − pace·m / (√v + floor), the corrections of m and v taken over by pace and floor
    double root = Math.sqrt(1 - power2);
    double pace = rate * root / (1 - power1);
    double floor = EPSILON * root;
    double keep = 1 - rate * weightDecay;
    for (int i = 0; i < parameters.layers(); i++) {
      double[][] w = parameters.weights[i];
      for (int k = 0; k < w.length; k++) {
        move(w[k], gradient.weights[i][k], first.weights[i][k], second.weights[i][k], new double[] {
          pace, floor, keep
        });
      }
      move(
          parameters.biases[i],
          gradient.biases[i],
          first.biases[i],
          second.biases[i],
          new double[] {pace, floor, 1});
    }
  }

  private static void move(double[] w, double[] g, double[] m, double[] v, double[] factors) {
    double pace = factors[0];
    double floor = factors[1];
    double keep = factors[2];
    for (int j = 0; j < w.length; j++) {
      double first = BETA1 * m[j] + (1 - BETA1) * g[j];
      double second = BETA2 * v[j] + (1 - BETA2) * g[j] * g[j];
      m[j] = first;
      v[j] = second;
      w[j] = keep * w[j] - pace * first / (Math.sqrt(second) + floor);
    }
  }
}

package dev.trammel.controller.linalg;

import static dev.trammel.controller.linalg.Fused.multiplyAdd;

import java.util.Arrays;

/** {@link Neurons} in plain Java. */
final class RowNeurons implements Neurons {

  /** Weights as rows, four of which are added at a time. */
  private record RowMap(double[][] weights, double[] bias) implements AffineMap {

    @Override
    public void of(double[] a, double[] z) {
      System.arraycopy(bias, 0, z, 0, bias.length);
      Rows.addCombination(a, weights, weights.length, z, bias.length);
    }
  }

  @Override
  public AffineMap layer(double[][] weights, double[] bias) {
    double[][] copies = new double[weights.length][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = Arrays.stream(weights[i]).map(Weights::rounded).toArray();
    }
    return new RowMap(copies, bias.clone());
  }

  @Override
  public void relu(double[] z) {
    for (int i = 0; i < z.length; i++) {
      z[i] = Math.max(z[i], 0);
    }
  }

  @Override
  public void tanh(double[] z) {
    for (int i = 0; i < z.length; i++) {
      z[i] = Tanh.of(z[i]);
    }
  }

  @Override
  public void chainRelu(double[] a, double[] d) {
    for (int i = 0; i < d.length; i++) {
      d[i] = a[i] > 0 ? d[i] : 0;
    }
  }

  @Override
  public void chainTanh(double[] a, double[] d) {
    for (int i = 0; i < d.length; i++) {
      d[i] = multiplyAdd(-a[i], a[i], 1) * d[i];
    }
  }

  @Override
  public void step(AdamStep step, AdamRow row) {
    double beta1 = step.numbers[0];
    double beta2 = step.numbers[1];
    double fresh1 = 1 - beta1;
    double fresh2 = 1 - beta2;
    double pace = -step.numbers[2];
    double floor = step.numbers[3];
    double keep = step.numbers[4];
    double[] w = row.parameters();
    double[] g = row.gradient();
    double[] m = row.first();
    double[] v = row.second();
    for (int i = 0; i < w.length; i++) {
      double first = multiplyAdd(fresh1, g[i], beta1 * m[i]);
      double second = multiplyAdd(fresh2 * g[i], g[i], beta2 * v[i]);
      double moved = multiplyAdd(pace, first / (Math.sqrt(second) + floor), keep * w[i]);
      m[i] = first;
      v[i] = second;
      w[i] = moved;
    }
  }
}

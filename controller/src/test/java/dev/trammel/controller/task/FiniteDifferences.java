package dev.trammel.controller.task;

import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** Derivatives of a cost in z = (x, u) by central differences. */
public final class FiniteDifferences {

  private static final double STEP = 1e-5;

  private final Cost cost;
  private final int step;
  private final int n;
  private final int m;

  public FiniteDifferences(Cost cost, int step, int n, int m) {
    this.cost = cost;
    this.step = step;
    this.n = n;
    this.m = m;
  }

  public double value(double[] z) {
    return cost.value(step, x(z), u(z));
  }

  public CostExpansion expansion(double[] z) {
    CostExpansion out = new CostExpansion(n, m);
    cost.addExpansion(step, x(z), u(z), out);
    return out;
  }

  public double[] gradient(double[] z) {
    return differences(z, this::value);
  }

  /** Row i is the difference quotient of the gradient's entry i. */
  public double[] hessianRow(double[] z, int i) {
    return differences(z, at -> expansion(at).gradient.data[i]);
  }

  private double[] differences(double[] z, ToDoubleFunction<double[]> function) {
    double[] slopes = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      double[] shifted = z.clone();
      shifted[i] = z[i] + STEP;
      double above = function.applyAsDouble(shifted);
      shifted[i] = z[i] - STEP;
      slopes[i] = (above - function.applyAsDouble(shifted)) / (2 * STEP);
    }
    return slopes;
  }

  private DMatrixRMaj x(double[] z) {
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    System.arraycopy(z, 0, x.data, 0, n);
    return x;
  }

  private DMatrixRMaj u(double[] z) {
    DMatrixRMaj u = new DMatrixRMaj(m, 1);
    System.arraycopy(z, n, u.data, 0, m);
    return u;
  }
}

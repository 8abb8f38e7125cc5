package dev.trammel.controller.mpc;

import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import org.ejml.data.DMatrixRMaj;

/** Over an episode: 10(1 + cos θ) + 0.1θ'² + 0.01u², with other weights at the end. */
record Upright(int steps) implements Cost {

  @Override
  public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
    boolean last = step == steps;
    return (last ? 100 : 10) * (1 + Math.cos(x.get(0)))
        + (last ? 10 : 0.1) * x.get(1) * x.get(1)
        + (last ? 0 : 0.01 * u.get(0) * u.get(0));
  }

  @Override
  public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
    boolean last = step == steps;
    double weight = last ? 100 : 10;
    out.value += value(step, x, u);
    out.gradient.add(0, 0, -weight * Math.sin(x.get(0)));
    out.gradient.add(1, 0, (last ? 20 : 0.2) * x.get(1));
    out.gradient.add(2, 0, last ? 0 : 0.02 * u.get(0));
    out.hessian.add(0, 0, -weight * Math.cos(x.get(0)));
    out.hessian.add(1, 1, last ? 20 : 0.2);
    out.hessian.add(2, 2, last ? 0 : 0.02);
  }
}

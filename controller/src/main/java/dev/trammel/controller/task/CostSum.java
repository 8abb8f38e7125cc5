package dev.trammel.controller.task;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The sum of costs; each brings its own weight. */
final class CostSum implements Cost {

  private final Cost[] terms;

  CostSum(List<? extends Cost> terms) {
    this.terms = terms.toArray(new Cost[0]);
  }

  @Override
  public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
    double sum = 0;
    for (Cost term : terms) {
      sum += term.value(step, x, u);
    }
    return sum;
  }

  @Override
  public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
    for (Cost term : terms) {
      term.addExpansion(step, x, u, out);
    }
  }
}

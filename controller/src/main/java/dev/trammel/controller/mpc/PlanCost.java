package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.task.CostExpansion;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Evaluates and expands a plan's terms, in absolute states and inputs. Nothing allocates. */
final class PlanCost {

  private final PlanTerms terms;
  private final Optional<KlTerm> divergence;
  private final CostExpansion expansion;
  private final DMatrixRMaj noInput;
  /** (x, u). */
  private final double[] z;

  private final double[] minus;

  PlanCost(PlanTerms terms, int stateSize, int inputSize) {
    this.terms = terms;
    terms.controller().ifPresent(controller -> {
      requireSize("states of the plan's controller", stateSize, controller.stateSize());
      requireSize("inputs of the plan's controller", inputSize, controller.inputSize());
    });
    terms
        .value()
        .ifPresent(value ->
            requireSize("states of the cost-to-go", stateSize, value.at(0).size()));
    terms.limits().ifPresent(limits -> requireSize("state limits", stateSize, limits.size()));
    divergence = terms
        .controller()
        .filter(controller -> terms.klWeight() > 0)
        .map(controller -> new KlTerm(controller, terms.klWeight()));
    expansion = new CostExpansion(stateSize, inputSize);
    noInput = new DMatrixRMaj(inputSize, 1);
    z = new double[stateSize + inputSize];
    minus = new double[stateSize + inputSize];
  }

  private static void requireSize(String name, int wanted, int had) {
    if (wanted != had) {
      throw new IllegalArgumentException(
          name + " must be those of the model, " + wanted + ", were " + had);
    }
  }

  /** T. */
  int steps() {
    return terms.steps();
  }

  /** The cost of one step. */
  double value(int t, DMatrixRMaj x, DMatrixRMaj u) {
    double value = terms.cost().value(t, x, u);
    if (divergence.isPresent()) {
      value += divergence.get().value(t, x, u);
    }
    return terms.limits().isPresent() ? value + terms.limits().get().value(x) : value;
  }

  /** The cost of where a plan ends. */
  double endValue(int t, DMatrixRMaj x) {
    if (t == terms.steps()) {
      double value = terms.cost().value(t, x, noInput);
      return terms.limits().isPresent() ? value + terms.limits().get().value(x) : value;
    }
    return terms.value().isPresent() ? terms.value().get().at(t).at(x) : 0;
  }

  /**
   * Expands the cost of one step.
   *
   * @param out of n + m; modified
   * @return its value
   */
  double expand(int t, DMatrixRMaj x, DMatrixRMaj u, QuadraticRows out) {
    expandCost(t, x, u);
    double value = expansion.value;
    write(out);
    if (divergence.isPresent()) {
      KlTerm term = divergence.get();
      value += term.value(t, x, u);
      add(term.hessians[t], term.gradients[t], out);
    }
    return value;
  }

  /**
   * Expands the cost of where a plan ends.
   *
   * @param out of n; modified
   * @return its value
   */
  double expandEnd(int t, DMatrixRMaj x, QuadraticRows out) {
    if (t == terms.steps()) {
      expandCost(t, x, noInput);
      write(out);
      return expansion.value;
    }
    if (terms.value().isPresent()) {
      QuadraticValue value = terms.value().get().at(t);
      out.set(value.hessian(), value.gradient());
      return value.at(x);
    }
    Arrays.fill(out.gradient, 0);
    for (double[] row : out.hessian) {
      Arrays.fill(row, 0);
    }
    return 0;
  }

  private void expandCost(int t, DMatrixRMaj x, DMatrixRMaj u) {
    System.arraycopy(x.data, 0, z, 0, x.numRows);
    System.arraycopy(u.data, 0, z, x.numRows, u.numRows);
    expansion.clear();
    terms.cost().addExpansion(t, x, u, expansion);
    if (terms.limits().isPresent()) {
      terms.limits().get().addExpansion(x, expansion);
    }
  }

  /** The quadratic about zero whose gradient at z is the expansion's: h = g − Hz. */
  private void write(QuadraticRows out) {
    int size = out.hessian.length;
    int width = expansion.hessian.numCols;
    for (int i = 0; i < size; i++) {
      double[] row = out.hessian[i];
      System.arraycopy(expansion.hessian.data, i * width, row, 0, size);
      out.gradient[i] = expansion.gradient.data[i];
      minus[i] = -z[i];
    }
    // the Hessian is symmetric: its rows are its columns
    Rows.addCombination(minus, out.hessian, size, out.gradient, size);
  }

  private static void add(DMatrixRMaj hessian, DMatrixRMaj gradient, QuadraticRows out) {
    int size = hessian.numRows;
    for (int i = 0; i < size; i++) {
      double[] row = out.hessian[i];
      for (int j = 0; j < size; j++) {
        row[j] += hessian.data[i * size + j];
      }
      out.gradient[i] += gradient.data[i];
    }
  }
}

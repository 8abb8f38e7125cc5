package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.GaussianRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/** All that one evaluation of the dual leaves behind, by name, without padding. */
record Evaluated(Map<String, double[]> parts) {

  /** Evaluates at an η. */
  static Evaluated at(double eta, DualEvaluation dual) {
    LqrProblem problem = dual.problem();
    double[] etas = new double[problem.steps()];
    double[] divergences = new double[problem.steps()];
    Arrays.fill(etas, eta);
    assertThat(dual.perStep(etas, divergences)).isTrue();
    Map<String, double[]> parts = new LinkedHashMap<>();
    parts.put("divergences", divergences);
    add(problem, parts);
    return new Evaluated(parts);
  }

  /** What the sweeps of a problem wrote. */
  static Evaluated of(LqrProblem problem) {
    Map<String, double[]> parts = new LinkedHashMap<>();
    add(problem, parts);
    return new Evaluated(parts);
  }

  private static void add(LqrProblem problem, Map<String, double[]> parts) {
    int n = problem.stateSize();
    int m = problem.inputSize();
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      parts.put("K" + t, numbers(stage.policy.matrix, n));
      parts.put("k" + t, Arrays.copyOf(stage.policy.offset, m));
      parts.put("C" + t, numbers(stage.covariance, m));
      parts.put("u" + t, stage.input.clone());
    }
    for (int t = 0; t <= problem.steps(); t++) {
      GaussianRows state = problem.state(t);
      parts.put("x" + t, Arrays.copyOf(state.mean, n));
      parts.put("Sigma" + t, numbers(state.covariance, n));
    }
    parts.put("V0", numbers(problem.value(0).hessian, n));
    parts.put("v0", Arrays.copyOf(problem.value(0).gradient, n));
  }

  private static double[] numbers(double[][] rows, int columns) {
    DMatrixRMaj matrix = Rows.matrix(rows, columns);
    return matrix.data;
  }

  double[] part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  void assertBitsOf(Evaluated other) {
    parts.forEach((name, ours) -> assertThat(ours).as(name).isEqualTo(other.part(name)));
  }

  /** Each part differs by at most a tolerance of its own largest entry. */
  void assertNear(Evaluated other, double tolerance) {
    parts.forEach((name, ours) -> {
      double error = relativeError(ours, other.part(name));
      assertThat(error).as(name).isLessThanOrEqualTo(tolerance);
    });
  }

  /** max |a − b| / max |b|; NaN if there is one. */
  static double relativeError(double[] a, double[] b) {
    double difference = 0;
    double scale = Double.MIN_NORMAL;
    for (int i = 0; i < b.length; i++) {
      difference = Math.max(difference, Math.abs(a[i] - b[i]));
      scale = Math.max(scale, Math.abs(b[i]));
    }
    return difference / scale;
  }
}
